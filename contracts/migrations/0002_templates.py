"""What an office adds to its contracts."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0001_contracts'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('kind', models.CharField(blank=True, choices=[('apprentice', 'Apprenticeship contract'), ('training', 'Training contract for a training candidate'), ('practice', 'Training contract for a practice certificate'), ('on_the_job', 'Contract for a trade certificate on the job')], max_length=12, verbose_name='for')),
                ('language', models.CharField(blank=True, choices=[('nb', 'Bokmål'), ('nn', 'Nynorsk')], max_length=2, verbose_name='language')),
                ('remarks', models.TextField(blank=True, max_length=2000, verbose_name='remarks to begin with')),
                ('terms', models.TextField(blank=True, max_length=4000, verbose_name="the office's own terms")),
                ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='copies on paper')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('logo', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'contract template',
                'verbose_name_plural': 'contract templates',
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='paper_template_name'), models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('office', 'kind', 'language'), name='paper_template_one_each'), models.CheckConstraint(condition=models.Q(('copies__range', (1, 9))), name='paper_template_copies')],
            },
        ),
        ProtectTable("PaperTemplate"),
    ]
