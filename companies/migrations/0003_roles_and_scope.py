"""More roles in a company, and whose files each of them opens."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import InEachOffice, ProtectKey

# As it was until now: a contact saw the company's, everybody else the own apprentices.
CONTACTS_SEE_ALL = "UPDATE companies_companyperson SET sees = 'all' WHERE role = 'company_contact'"


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0002_registered_facts'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='companyperson',
            name='establishment',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='companies.establishment', verbose_name='place of work'),
        ),
        migrations.AddField(
            model_name='companyperson',
            name='sees',
            field=models.CharField(choices=[('all', "All of the company's apprentices"), ('establishment', 'Those at one place of work'), ('related', 'Only those one is named for')], default='related', max_length=15, verbose_name='sees'),
        ),
        migrations.AlterField(
            model_name='companyperson',
            name='role',
            field=models.CharField(choices=[('company_contact', 'Company contact'), ('responsible_leader', 'Responsible leader'), ('hr', 'HR'), ('training_supervisor', 'Training supervisor'), ('instructor', 'Instructor'), ('municipal_coordinator', 'Municipal coordinator')], max_length=30, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='companyperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sees', 'establishment'), _negated=True), ('establishment__isnull', False), _connector='OR'), name='company_person_sees_establishment'),
        ),
        ProtectKey("companyperson", "establishment"),
        InEachOffice(CONTACTS_SEE_ALL),
    ]
