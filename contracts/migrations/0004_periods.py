"""Papers, credit, and what was reckoned when."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0003_signing'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContractPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('employment', 'Employment agreement'), ('transcript', 'Diploma or transcript from school'), ('certificate', 'Earlier trade certificate'), ('employer', "Employer's certificate of practice"), ('prior_learning', 'Assessment of prior learning'), ('own_plan', 'Individual training plan with own aims'), ('decision', "County authority's decision"), ('other', 'Other paper')], max_length=14, verbose_name='kind')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='contracts.contract')),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'paper',
                'verbose_name_plural': 'papers',
                'ordering': ['kind', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ContractCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vg1_right', 'Passed Vg1 that leads to the trade'), ('vg1_other', 'Passed another Vg1'), ('vg2_right', 'Passed Vg2 that leads to the trade'), ('vg2_same_programme', 'Passed another Vg2 of the same programme'), ('vg2_other', 'Passed Vg2 of another programme'), ('certificate_same_vg2', 'Earlier certificate of a trade with the same Vg2'), ('certificate_same_programme', 'Earlier certificate of a trade of the same programme'), ('certificate_other', 'Earlier certificate of another trade'), ('practice', 'Relevant practice'), ('agreed', 'Credit as agreed')], max_length=26, verbose_name='for')),
                ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months')),
                ('days', models.PositiveSmallIntegerField(default=0, verbose_name='days')),
                ('has_relevant_yff', models.BooleanField(default=False, verbose_name='with relevant vocational project (YFF)')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('decided_by', models.CharField(blank=True, max_length=120, verbose_name='decided by')),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='contracts.contract')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('paper', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contracts.contractpaper')),
            ],
            options={
                'verbose_name': 'credit',
                'verbose_name_plural': 'credits',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='KeptLedger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('sent', 'When the contract was sent'), ('amended', 'When it was changed')], max_length=10)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('calculated_on', models.DateField(verbose_name='calculated end')),
                ('agreed_on', models.DateField(verbose_name='agreed end')),
                ('figures_version', models.CharField(blank=True, max_length=40)),
                ('ledger', models.JSONField()),
                ('amendment', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ledgers', to='contracts.amendment')),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ledgers', to='contracts.contract')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'kept reckoning',
                'verbose_name_plural': 'kept reckonings',
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='contractpaper',
            index=models.Index(fields=['office', 'contract'], name='contract_paper_contract'),
        ),
        migrations.AddIndex(
            model_name='contractcredit',
            index=models.Index(fields=['office', 'contract'], name='contract_credit_contract'),
        ),
        migrations.AddConstraint(
            model_name='contractcredit',
            constraint=models.CheckConstraint(condition=models.Q(('months__isnull', False), models.Q(('days', 0), ('kind__in', ['certificate_same_programme', 'certificate_same_vg2', 'vg1_other', 'vg1_right', 'vg2_other', 'vg2_right', 'vg2_same_programme'])), _connector='OR'), name='credit_has_months'),
        ),
        migrations.AddIndex(
            model_name='keptledger',
            index=models.Index(fields=['office', 'contract', '-made_at'], name='kept_ledger_contract'),
        ),
        ProtectTable("ContractPaper"),
        ProtectTable("ContractCredit"),
        ProtectTable("KeptLedger"),
    ]
