"""Own aims as JSON: a table with an array is written row by row, which is most of what a contract costs an import."""

from django.db import migrations, models

SIGNED = (
    "kind", "start_on", "end_on", "calculated_end_on", "months", "credit_months", "position_percent", "workplace",
    "remarks", "language", "aim_codes", "other_end_because", "practice_before_months", "template_id",
    "apprenticeship_id", "number",
)
OLD, NEW = (", ".join(f"{row}.{column}" for column in SIGNED) for row in ("OLD", "NEW"))
# The type of a column that a trigger names cannot change.
DROP = "DROP TRIGGER written_once_signing ON contracts_contract;"
GUARD = f"""
    CREATE TRIGGER written_once_signing BEFORE UPDATE ON contracts_contract
        FOR EACH ROW WHEN (
            OLD.state IN ('checking', 'with_parties', 'with_office')
            AND NEW.state IN ('checking', 'with_parties', 'with_office', 'signed')
            AND ({OLD}) IS DISTINCT FROM ({NEW})
        ) EXECUTE FUNCTION okportal_written_once();
"""
TO_JSON = "ALTER TABLE contracts_contract ALTER COLUMN aim_codes TYPE jsonb USING to_jsonb(aim_codes);"
# No subquery may stand where a column changes its type; codes hold neither commas nor quotation marks.
TO_ARRAY = """
    ALTER TABLE contracts_contract ALTER COLUMN aim_codes TYPE varchar(12)[]
        USING string_to_array(regexp_replace(aim_codes::text, '["\\[\\] ]', '', 'g'), ',');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0016_legal_basis'),
    ]

    operations = [
        migrations.RunSQL(
            DROP + TO_JSON + GUARD,
            DROP + TO_ARRAY + GUARD,
            state_operations=[
                migrations.AlterField(
                    model_name='contract',
                    name='aim_codes',
                    field=models.JSONField(blank=True, default=list, verbose_name='own aims'),
                ),
            ],
        ),
    ]
