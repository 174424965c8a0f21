import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('apprenticeships', '0001_apprenticeships'),
        ('contracts', '0001_contracts'),
        ('documents', '0001_stored_files'),
        ('offices', '0001_offices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='attempt')),
                ('kind', models.CharField(choices=[('fagprove', 'Trade test'), ('svenneprove', "Journeyman's test"), ('kompetanseprove', 'Competence test'), ('praksisbrevprove', 'Practice test')], max_length=16, verbose_name='test')),
                ('state', models.CharField(choices=[('planned', 'Not registered yet'), ('registered', 'Registered, sent to the county authority'), ('confirmed', 'Confirmed by the county authority'), ('scheduled', 'Test date set'), ('distinction', 'Passed with distinction'), ('passed', 'Passed'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='planned', max_length=12, verbose_name='status')),
                ('opens_on', models.DateField(verbose_name='registration opens')),
                ('due_on', models.DateField(verbose_name='registration due')),
                ('wanted_from_on', models.DateField(blank=True, null=True, verbose_name='wanted from')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place of the test')),
                ('needs_adaptation', models.BooleanField(default=False, verbose_name='the candidate applies for adaptation')),
                ('remarks', models.TextField(blank=True, max_length=2000, verbose_name='remarks to the county authority')),
                ('registered_on', models.DateField(blank=True, null=True, verbose_name='registered on')),
                ('test_from_on', models.DateField(blank=True, null=True, verbose_name='test starts')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='result of')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason for return, cancellation or correction')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='apprenticeships.apprenticeship')),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='contracts.contract')),
                ('form_file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'registration for the test',
                'verbose_name_plural': 'registrations for the test',
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['office', 'state', 'due_on'], name='registration_due'), models.Index(fields=['office', 'apprenticeship'], name='registration_apprentice')],
                'constraints': [models.UniqueConstraint(fields=('office', 'contract', 'attempt'), name='registration_once'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'registered', 'confirmed', 'scheduled', 'distinction', 'passed', 'failed', 'cancelled'])), name='registration_state'), models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('opens_on'))), name='registration_window'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('test_from_on__isnull', False), _connector='OR'), name='registration_scheduled_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['distinction', 'failed', 'passed']), _negated=True), ('result_on__isnull', False), _connector='OR'), name='registration_result_date')],
            },
        ),
        ProtectTable('Registration'),
    ]
