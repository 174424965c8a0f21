"""Own aims are part of the change that makes somebody a training candidate: signed with it, and guarded as the rest."""

import django.contrib.postgres.fields
from django.db import migrations, models

SIGNED = (
    "contract_id", "number", "kind", "reason", "from_on", "to_on", "days", "percent", "absence", "interruption_id",
    "new_establishment_id", "new_workplace", "new_supervisor_id", "new_trade_id", "new_curriculum_id", "new_kind",
    "calculated_end_on", "end_on",
)


def guard(*columns):
    old, new = (", ".join(f"{row}.{column}" for column in (*SIGNED, *columns)) for row in ("OLD", "NEW"))
    return f"""
        DROP TRIGGER written_once_signing ON contracts_amendment;
        CREATE TRIGGER written_once_signing BEFORE UPDATE ON contracts_amendment
            FOR EACH ROW WHEN (
                OLD.state = 'signing' AND NEW.state IN ('signing', 'signed')
                AND ({old}) IS DISTINCT FROM ({new})
            ) EXECUTE FUNCTION okportal_written_once();
    """


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0014_place_that_was_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='new_aim_codes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None, verbose_name='own aims'),
        ),
        migrations.RunSQL(guard("new_aim_codes"), guard()),
    ]
