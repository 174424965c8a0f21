"""What the office does on behalf of a company."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import okportal.offices.models
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0008_aim_coverage'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('contract', 'Signs training contracts'), ('grant', 'Receives grants'), ('training', 'Takes part in the training'), ('exam_registration', 'Registers for tests'), ('reporting', 'Reports to the county authority')], max_length=20), default=list, size=None, verbose_name='the office')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('fee', models.PositiveIntegerField(blank=True, null=True, verbose_name='yearly fee, kroner')),
                ('member_share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="the member's share of grants, percent")),
                ('remarks', models.CharField(blank=True, max_length=500, verbose_name='remarks')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='companies.company')),
                ('file', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['-from_on', '-id'],
                'indexes': [models.Index(fields=['office', 'company', 'from_on'], name='agreement_company')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='agreement_dates'), models.CheckConstraint(condition=models.Q(('member_share__isnull', True), ('member_share__range', (0, 100)), _connector='OR'), name='agreement_share'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('office', '='), ('company', '='), (models.Func('from_on', 'to_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='agreement_one_at_a_time')],
            },
        ),
        ProtectTable("Agreement"),
    ]
