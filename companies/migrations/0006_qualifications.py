"""Why somebody may answer for training."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0005_documents_and_changes'),
        ('curricula', '0002_trades'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('certificate', "Trade or journeyman's certificate"), ('experience', 'Years of relevant experience'), ('education', 'Relevant higher education'), ('course', 'Course for supervisors and instructors')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=150, verbose_name='what')),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years')),
                ('obtained_on', models.DateField(blank=True, null=True, verbose_name='obtained on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='must be renewed by')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('file', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('person', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='qualifications', to='companies.companyperson')),
                ('trade', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.trade', verbose_name='trade')),
            ],
            options={
                'verbose_name': 'qualification',
                'verbose_name_plural': 'qualifications',
                'ordering': ['kind', '-obtained_on', 'id'],
                'indexes': [models.Index(fields=['office', 'person'], name='qualification_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'experience'), _negated=True), ('years__isnull', False), _connector='OR'), name='qualification_experience_years'), models.CheckConstraint(condition=models.Q(('expires_on__isnull', True), ('obtained_on__isnull', True), ('expires_on__gte', models.F('obtained_on')), _connector='OR'), name='qualification_dates')],
            },
        ),
        ProtectTable("Qualification"),
    ]
