"""How each aim of a curriculum is covered."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0007_approval_by_place'),
        ('curricula', '0002_trades'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='AimCoverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('covered_by', models.CharField(choices=[('open', 'Not answered yet'), ('here', 'In this company'), ('partner', 'At a partner company'), ('not', 'Cannot be covered')], default='open', max_length=8, verbose_name='covered')),
                ('place', models.CharField(blank=True, max_length=150, verbose_name='where')),
                ('equipment', models.CharField(blank=True, max_length=300, verbose_name='tasks and equipment')),
                ('partner', models.CharField(blank=True, max_length=150, verbose_name='partner company')),
                ('aim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.aim')),
                ('approval', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='coverage', to='companies.approval')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('person', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='who')),
            ],
            options={
                'verbose_name': 'coverage of an aim',
                'verbose_name_plural': 'coverage of aims',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('office', 'approval', 'aim'), name='aim_coverage_once'), models.CheckConstraint(condition=models.Q(models.Q(('covered_by', 'partner'), _negated=True), models.Q(('partner', ''), _negated=True), _connector='OR'), name='aim_coverage_partner_named')],
            },
        ),
        ProtectTable("AimCoverage"),
    ]
