"""The place that was left through a change of company, whose approval was used; unknown of changes made before."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations

from okportal.offices.rls import ProtectKey


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0013_main_unit'),
        ('contracts', '0013_guard_all_that_is_signed'),
    ]

    operations = [
        migrations.AddField(
            model_name='handover',
            name='old_establishment',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment'),
        ),
        ProtectKey("handover", "old_establishment"),
    ]
