"""When a company was a member."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import InEachOffice, ProtectTable

# Since when a company has been a member is not known: the day it was registered stands in.
OPEN_FOR_MEMBERS = """
    INSERT INTO companies_activeperiod (office_id, company_id, from_on, reason)
    SELECT office_id, id, (created_at AT TIME ZONE 'Europe/Oslo')::date, '' FROM companies_company WHERE is_active
"""


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0003_roles_and_scope'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivePeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='active_periods', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'period of membership',
                'verbose_name_plural': 'periods of membership',
                'ordering': ['-from_on', '-id'],
                'indexes': [models.Index(fields=['office', 'company', 'from_on'], name='active_period_company')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('office', 'company'), name='active_period_one_open'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='active_period_dates')],
            },
        ),
        ProtectTable("ActivePeriod"),
        InEachOffice(OPEN_FOR_MEMBERS),
    ]
