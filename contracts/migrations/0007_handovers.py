"""How somebody goes on in another company."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0013_main_unit'),
        ('contracts', '0006_endings'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('planned', 'Planned'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='draft', max_length=10, verbose_name='status')),
                ('reason', models.CharField(choices=[('rotation', 'Aims that the company cannot cover'), ('business', 'Bankruptcy, closing or lack of work'), ('moved', 'The apprentice moves'), ('conflict', 'Working environment or conflict'), ('approval', "The company's approval ends"), ('wish', "The apprentice's wish"), ('other', 'Other')], max_length=10, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='more about it')),
                ('on', models.DateField(blank=True, null=True, verbose_name='first day in the new company')),
                ('assessment', models.TextField(blank=True, max_length=4000, verbose_name='closing assessment')),
                ('strengths', models.TextField(blank=True, max_length=2000, verbose_name='goes well')),
                ('ahead', models.TextField(blank=True, max_length=2000, verbose_name='to work on')),
                ('aims', models.JSONField(default=list, editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='contracts.contract')),
                ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('new_company', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company', verbose_name='new company')),
                ('new_contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.contract')),
                ('new_establishment', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment', verbose_name='place of work')),
                ('new_instructor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='instructor')),
                ('new_supervisor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='training supervisor')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('old_company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company')),
                ('old_supervisor', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson')),
            ],
            options={
                'verbose_name': 'change of company',
                'verbose_name_plural': 'changes of company',
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['office', 'state', 'on'], name='handover_due'), models.Index(fields=['office', 'contract'], name='handover_contract'), models.Index(fields=['office', 'old_company'], name='handover_old_company')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'planned'])), fields=('office', 'contract'), name='handover_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'planned', 'done', 'cancelled'])), name='handover_state'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cancelled']), models.Q(('new_company__isnull', False), ('on__isnull', False)), _connector='OR'), name='handover_planned_is_filled')],
            },
        ),
        ProtectTable("Handover"),
    ]
