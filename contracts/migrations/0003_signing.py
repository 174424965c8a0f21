"""What was sent to be signed, who did what with it, and what is changed afterwards."""

import django.contrib.postgres.fields
import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectKey, ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0008_notes'),
        ('companies', '0013_main_unit'),
        ('contracts', '0002_templates'),
        ('curricula', '0002_trades'),
        ('documents', '0004_written_once'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('extension', 'Extension'), ('interruption', 'Interruption'), ('resumption', 'Resumption after an interruption'), ('part_time', 'Part time'), ('workplace', 'Another place of work'), ('supervisor', 'Another training supervisor'), ('trade', 'Another trade'), ('type', 'Another contract type')], max_length=12, verbose_name='what changes')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('signing', 'With the parties for signing'), ('signed', 'Agreed, to be sent to the county authority'), ('at_county', 'At the county authority'), ('agreed', 'Decided, not in force yet'), ('in_force', 'In force'), ('refused', 'Refused by the county authority'), ('withdrawn', 'Withdrawn')], default='draft', max_length=12, verbose_name='status')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='percent')),
                ('absence', models.CharField(blank=True, choices=[('illness', 'Illness'), ('leave', 'Leave'), ('parental', 'Parental leave'), ('military', 'Military service'), ('other', 'Other interruption')], max_length=10, verbose_name='why it stands still')),
                ('new_workplace', models.CharField(blank=True, max_length=200, verbose_name='place of work')),
                ('new_kind', models.CharField(blank=True, choices=[('apprentice', 'Apprenticeship contract'), ('training', 'Training contract for a training candidate'), ('practice', 'Training contract for a practice certificate'), ('on_the_job', 'Contract for a trade certificate on the job')], max_length=12, verbose_name='contract type')),
                ('calculated_end_on', models.DateField(editable=False, null=True, verbose_name='calculated end')),
                ('end_on', models.DateField(blank=True, null=True, verbose_name='training period ends')),
                ('signers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('apprentice', 'Apprentice'), ('guardian', 'Guardian'), ('company', 'Training company'), ('leader', 'Responsible leader'), ('office', 'Training office')], max_length=12), blank=True, default=list, size=None)),
                ('needs_consent', models.BooleanField(default=True, verbose_name="needs the county's consent")),
                ('before', models.JSONField(default=dict, editable=False)),
                ('effects', models.JSONField(default=list, editable=False)),
                ('sent_to_county_on', models.DateField(blank=True, null=True, verbose_name='sent to the county authority')),
                ('case_number', models.CharField(blank=True, max_length=40, verbose_name="county's case number")),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name="county's decision")),
                ('decision_remark', models.CharField(blank=True, max_length=500, verbose_name="county's remark")),
                ('applied_at', models.DateTimeField(editable=False, null=True, verbose_name='in force since')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
                'ordering': ['contract', '-number'],
            },
        ),
        migrations.CreateModel(
            name='SigningEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('verb', models.CharField(choices=[('sent', 'Sent to the signers'), ('asked', 'Asked to sign'), ('reminded', 'Reminded'), ('link_sent', 'Link sent'), ('code_sent', 'Code sent'), ('opened', 'Document opened'), ('confirmed', 'Content confirmed'), ('flagged', 'Said not to be right'), ('signed', 'Signed'), ('declined', 'Declined to sign'), ('prolonged', 'Given more time'), ('withdrawn', 'Withdrawn by the office'), ('sealed', 'Sealed by the office')], max_length=10)),
                ('by_name', models.CharField(blank=True, max_length=170)),
                ('role', models.CharField(blank=True, max_length=12)),
                ('how', models.CharField(blank=True, max_length=120)),
                ('comment', models.CharField(blank=True, max_length=500)),
                ('document_sha256', models.CharField(max_length=64)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'signing event',
                'verbose_name_plural': 'signing events',
                'ordering': ['round', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SigningLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('code_sha256', models.CharField(blank=True, max_length=64)),
                ('code_channel', models.CharField(blank=True, choices=[('mail', 'e-mail'), ('sms', 'SMS')], max_length=4)),
                ('code_expires_at', models.DateTimeField(null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'signing link',
                'verbose_name_plural': 'signing links',
            },
        ),
        migrations.CreateModel(
            name='SigningRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('open', 'Under way'), ('signed', 'Signed by all'), ('flagged', 'Said not to be right'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='status')),
                ('code', models.CharField(max_length=14, verbose_name='verification code')),
                ('content', models.TextField(blank=True, editable=False)),
                ('content_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('sent_at', models.DateTimeField(editable=False, verbose_name='sent')),
                ('sign_by_on', models.DateField(blank=True, null=True, verbose_name='to be signed by')),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('close_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('closed_by_name', models.CharField(blank=True, editable=False, max_length=170)),
            ],
            options={
                'verbose_name': 'signing round',
                'verbose_name_plural': 'signing rounds',
                'ordering': ['contract', '-number'],
            },
        ),
        migrations.CreateModel(
            name='SigningRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('apprentice_place', models.PositiveSmallIntegerField(default=1, verbose_name='apprentice')),
                ('guardian_place', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='guardian, under 18')),
                ('supervisor_place', models.PositiveSmallIntegerField(default=1, verbose_name='training supervisor')),
                ('leader_place', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='responsible leader')),
                ('checks_first', models.BooleanField(default=True, verbose_name='the parties check the content before anyone signs')),
                ('signing_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days to sign')),
                ('remind_days', models.PositiveSmallIntegerField(default=3, verbose_name='days between reminders')),
                ('may_use_link', models.BooleanField(default=True, verbose_name='may sign by link and code, without logging in')),
                ('link_days', models.PositiveSmallIntegerField(default=7, verbose_name='days a link works')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'signing rule',
                'verbose_name_plural': 'signing rules',
                'ordering': ['county'],
            },
        ),
        migrations.AlterModelOptions(
            name='party',
            options={'ordering': ['place', 'id'], 'verbose_name': 'party', 'verbose_name_plural': 'parties'},
        ),
        migrations.RemoveConstraint(
            model_name='contract',
            name='contract_state',
        ),
        migrations.RemoveConstraint(
            model_name='party',
            name='party_once',
        ),
        migrations.AddField(
            model_name='contract',
            name='aim_codes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None, verbose_name='own aims'),
        ),
        migrations.AddField(
            model_name='contract',
            name='other_end_because',
            field=models.CharField(blank=True, default='', max_length=300, verbose_name='why another last day is agreed'),
        ),
        migrations.AddField(
            model_name='contract',
            name='practice_before_months',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='practice before the contract, months'),
        ),
        migrations.AddField(
            model_name='contract',
            name='sent_to_county_on',
            field=models.DateField(blank=True, null=True, verbose_name='sent to the county authority'),
        ),
        migrations.AddField(
            model_name='contract',
            name='template',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.papertemplate', verbose_name='template'),
        ),
        migrations.AddField(
            model_name='party',
            name='asked_at',
            field=models.DateTimeField(null=True, verbose_name='asked to sign'),
        ),
        migrations.AddField(
            model_name='party',
            name='phone',
            field=models.CharField(blank=True, default='', max_length=20, verbose_name='mobile'),
        ),
        migrations.AddField(
            model_name='party',
            name='place',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='signs as number'),
        ),
        migrations.AlterField(
            model_name='contract',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('checking', 'With the parties for checking'), ('with_parties', 'With the parties for signing'), ('with_office', 'With the office for signing'), ('signed', 'Signed, to be sent to the county authority'), ('at_county', 'At the county authority'), ('returned', 'Returned by the county authority'), ('approved', 'Approved, not started'), ('active', 'In force'), ('refused', 'Refused by the county authority'), ('completed', 'Completed'), ('ended', 'Ended early')], default='draft', max_length=14, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='party',
            name='role',
            field=models.CharField(choices=[('apprentice', 'Apprentice'), ('guardian', 'Guardian'), ('company', 'Training company'), ('leader', 'Responsible leader'), ('office', 'Training office')], max_length=12, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='party',
            name='signed_how',
            field=models.CharField(blank=True, max_length=120, verbose_name='how'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='contract',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='contracts.contract'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='created_by',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='document',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='interruption',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resumptions', to='contracts.amendment'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='new_curriculum',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='new_establishment',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='new_supervisor',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='new_trade',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.trade'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddField(
            model_name='signingevent',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddField(
            model_name='signingevent',
            name='party',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.party'),
        ),
        migrations.AddField(
            model_name='signinglink',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddField(
            model_name='signinglink',
            name='party',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='contracts.party'),
        ),
        migrations.AddField(
            model_name='signinground',
            name='amendment',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='contracts.amendment'),
        ),
        migrations.AddField(
            model_name='signinground',
            name='contract',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='contracts.contract'),
        ),
        migrations.AddField(
            model_name='signinground',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddField(
            model_name='signinground',
            name='signed_file',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='signinground',
            name='unsigned_file',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='signingevent',
            name='round',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='contracts.signinground'),
        ),
        migrations.AddField(
            model_name='contract',
            name='round',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.signinground'),
        ),
        migrations.AddField(
            model_name='party',
            name='round',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='contracts.signinground'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['office', 'contract'], name='party_contract'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'checking', 'with_parties', 'with_office', 'signed', 'at_county', 'returned', 'approved', 'active', 'refused', 'completed', 'ended'])), name='contract_state'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('office', 'round', 'role'), name='party_once_a_round'),
        ),
        migrations.AddField(
            model_name='signingrule',
            name='county',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county'),
        ),
        migrations.AddField(
            model_name='signingrule',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddIndex(
            model_name='amendment',
            index=models.Index(fields=['office', 'state', 'from_on'], name='amendment_due'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(fields=('office', 'contract', 'number'), name='amendment_number'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'signing', 'signed', 'at_county', 'agreed', 'in_force', 'refused', 'withdrawn'])), name='amendment_state'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='amendment_dates'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('percent__isnull', True), ('percent__range', (1, 100)), _connector='OR'), name='amendment_percent'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state', 'in_force')), models.Q(models.Q(('state', 'in_force'), _negated=True), ('applied_at__isnull', True)), _connector='OR'), name='amendment_applied_when'),
        ),
        migrations.AddIndex(
            model_name='signinglink',
            index=models.Index(fields=['office', 'party'], name='signing_link_party'),
        ),
        migrations.AddConstraint(
            model_name='signinglink',
            constraint=models.UniqueConstraint(fields=('office', 'token_sha256'), name='signing_link_token'),
        ),
        migrations.AddIndex(
            model_name='signinground',
            index=models.Index(fields=['office', 'state', 'sign_by_on'], name='round_deadline'),
        ),
        migrations.AddIndex(
            model_name='signinground',
            index=models.Index(fields=['office', 'amendment'], name='round_amendment'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.UniqueConstraint(fields=('office', 'contract', 'number'), name='round_number'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.UniqueConstraint(fields=('office', 'code'), name='round_code'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.UniqueConstraint(condition=models.Q(('amendment__isnull', True), ('state', 'open')), fields=('office', 'contract'), name='round_one_open'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'signed', 'flagged', 'declined', 'withdrawn'])), name='round_state'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='round_closed_when'),
        ),
        migrations.AddConstraint(
            model_name='signinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('unsigned_file__isnull', False), _connector='OR'), name='round_open_has_file'),
        ),
        migrations.AddConstraint(
            model_name='signingevent',
            constraint=models.UniqueConstraint(fields=('office', 'round', 'number'), name='signing_event_number'),
        ),
        migrations.AddConstraint(
            model_name='signingrule',
            constraint=models.UniqueConstraint(fields=('office', 'county'), name='signing_rule_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='signingrule',
            constraint=models.CheckConstraint(condition=models.Q(('link_days__gte', 1), ('remind_days__gte', 1)), name='signing_rule_days'),
        ),
        ProtectTable("Amendment"),
        ProtectTable("SigningRound"),
        ProtectTable("SigningEvent"),
        ProtectTable("SigningLink"),
        ProtectTable("SigningRule"),
        ProtectKey("contract", "template"),
        ProtectKey("contract", "round"),
        ProtectKey("party", "round"),
    ]
