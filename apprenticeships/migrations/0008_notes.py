"""What has been written down, and for whom."""

import django.db.models.deletion
import okportal.crypto
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0007_needs'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('office', 'The office only'), ('shared', 'The office and the company'), ('all', 'The office, the company and the apprentice')], max_length=8, verbose_name='who reads it')),
                ('text', okportal.crypto.EncryptedTextField(verbose_name='note')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('written_by_name', models.CharField(editable=False, max_length=120)),
                ('edited_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='apprenticeships.apprenticeship')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('written_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['-written_at', '-id'],
                'indexes': [models.Index(fields=['office', 'apprenticeship', '-written_at'], name='note_apprenticeship')],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['office', 'shared', 'all'])), name='note_audience')],
            },
        ),
        ProtectTable("Note"),
    ]
