"""A company's documents, and what it wants changed about itself."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0004_active_periods'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CompanyDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('is_for_office_only', models.BooleanField(default=True, verbose_name='for the office only')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='companies.company')),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'document of the company',
                'verbose_name_plural': 'documents of the company',
                'ordering': ['-added_at', '-id'],
                'indexes': [models.Index(fields=['office', 'company', '-added_at'], name='company_document_company')],
            },
        ),
        migrations.CreateModel(
            name='ProposedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField(verbose_name='changes')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for the office'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='waiting', max_length=10, verbose_name='status')),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_changes', to='companies.company')),
                ('decided_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('proposed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposed change',
                'verbose_name_plural': 'proposed changes',
                'ordering': ['-proposed_at', '-id'],
                'indexes': [models.Index(fields=['office', 'company', '-proposed_at'], name='proposed_change_company')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('office', 'company'), name='proposed_change_one_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='proposed_change_decided')],
            },
        ),
        ProtectTable("CompanyDocument"),
        ProtectTable("ProposedChange"),
    ]
