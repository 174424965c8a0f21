import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('apprenticeships', '0001_apprenticeships'),
        ('documents', '0001_stored_files'),
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='number')),
                ('kind', models.CharField(choices=[('apprentice', 'Apprenticeship contract'), ('training', 'Training contract for a training candidate'), ('practice', 'Training contract for a practice certificate'), ('on_the_job', 'Contract for a trade certificate on the job')], default='apprentice', max_length=12, verbose_name='contract type')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('with_parties', 'With the parties for signing'), ('with_office', 'With the office for signing'), ('at_county', 'At the county authority'), ('approved', 'Approved, not started'), ('active', 'In force'), ('refused', 'Refused by the county authority'), ('completed', 'Completed'), ('ended', 'Ended early')], default='draft', max_length=14, verbose_name='status')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='training period starts')),
                ('months', models.PositiveSmallIntegerField(default=24, verbose_name='training period, months')),
                ('credit_months', models.PositiveSmallIntegerField(default=0, verbose_name='credit, months')),
                ('credit_basis', models.CharField(choices=[('none', 'No credit'), ('school', 'School years in the same programme'), ('certificate', 'Earlier trade certificate'), ('practice', 'Relevant practice')], default='none', max_length=12, verbose_name='basis of the credit')),
                ('calculated_end_on', models.DateField(blank=True, editable=False, null=True, verbose_name='calculated end')),
                ('end_on', models.DateField(blank=True, null=True, verbose_name='training period ends')),
                ('position_percent', models.PositiveSmallIntegerField(default=100, verbose_name='position, percent')),
                ('workplace', models.CharField(blank=True, max_length=200, verbose_name='place of work')),
                ('remarks', models.TextField(blank=True, max_length=2000, verbose_name='remarks')),
                ('language', models.CharField(default='nb', max_length=2, verbose_name='language of the contract')),
                ('case_number', models.CharField(blank=True, max_length=40, verbose_name="county's case number")),
                ('sign_by_on', models.DateField(blank=True, null=True, verbose_name='to be signed by')),
                ('sent_at', models.DateTimeField(editable=False, null=True)),
                ('content_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name="county's decision")),
                ('decision_remark', models.CharField(blank=True, max_length=500, verbose_name="county's remark")),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='apprenticeships.apprenticeship')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('signed_file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('unsigned_file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': 'contract',
                'verbose_name_plural': 'contracts',
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('apprentice', 'Apprentice'), ('company', 'Training company'), ('office', 'Training office')], max_length=12, verbose_name='role')),
                ('name', models.CharField(max_length=170, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(default='nb', max_length=2)),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='content confirmed')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='signed')),
                ('signed_sha256', models.CharField(blank=True, max_length=64, verbose_name='hash of what was signed')),
                ('signed_how', models.CharField(blank=True, max_length=60, verbose_name='how')),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='contracts.contract')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(fields=['office', 'apprenticeship'], name='contract_apprenticeship'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(fields=['office', 'state', 'end_on'], name='contract_state_end'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(fields=['office', '-created_at', '-id'], name='contract_list'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='contract_number'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'with_parties', 'with_office', 'at_county', 'approved', 'active', 'refused', 'completed', 'ended'])), name='contract_state'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('end_on__isnull', True), ('end_on__gt', models.F('start_on')), _connector='OR'), name='contract_dates'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('position_percent__range', (1, 100))), name='contract_position'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('end_on__isnull', False), ('start_on__isnull', False)), _connector='OR'), name='contract_sent_has_dates'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['completed', 'ended']), _negated=True), ('ended_on__isnull', False), _connector='OR'), name='contract_ended_has_date'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['office', 'user'], name='party_user'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('office', 'contract', 'role'), name='party_once'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_sha256', '')), models.Q(('confirmed_at__isnull', False), ('signed_at__isnull', False), models.Q(('signed_sha256', ''), _negated=True)), _connector='OR'), name='party_signed_what'),
        ),
        ProtectTable('Contract'),
        ProtectTable('Party'),
    ]
