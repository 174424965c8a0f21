"""An approval belongs to a place of work, and lapses when it is not used."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectKey


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0006_qualifications'),
        ('curricula', '0002_trades'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='approval',
            name='approval_once',
        ),
        migrations.RemoveConstraint(
            model_name='approval',
            name='approval_state',
        ),
        migrations.AddField(
            model_name='approval',
            name='application_file',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='approval',
            name='case_number',
            field=models.CharField(blank=True, max_length=40, verbose_name="the county's case number"),
        ),
        migrations.AddField(
            model_name='approval',
            name='curriculum',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum', verbose_name='curriculum'),
        ),
        migrations.AddField(
            model_name='approval',
            name='decision_file',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='approval',
            name='establishment',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, help_text='Empty: the whole company.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment', verbose_name='place of work'),
        ),
        migrations.AddField(
            model_name='approval',
            name='unused_since',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='without a contract since'),
        ),
        migrations.AddField(
            model_name='approval',
            name='with_board_on',
            field=models.DateField(blank=True, null=True, verbose_name='with the board since'),
        ),
        migrations.AlterField(
            model_name='approval',
            name='state',
            field=models.CharField(choices=[('preparing', 'Being prepared'), ('applied', 'Applied for'), ('with_board', 'With the vocational training board'), ('approved', 'Approved'), ('limited', 'Approved with limits'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed')], default='applied', max_length=12, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('office', 'company', 'establishment', 'trade', 'county'), name='approval_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['preparing', 'applied', 'with_board', 'approved', 'limited', 'refused', 'withdrawn', 'lapsed'])), name='approval_state'),
        ),
        ProtectKey("approval", "application_file"),
        ProtectKey("approval", "decision_file"),
        ProtectKey("approval", "establishment"),
    ]
