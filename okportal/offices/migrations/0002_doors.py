"""The functions that look across offices before one is entered: which office has this slug, which offices are there."""

from django.db import migrations

from okportal.offices.rls import definer_function

OFFICE_ID = definer_function(
    "okportal_office_id(text)", "bigint", "SELECT id FROM public.offices_office WHERE slug = $1", "offices_office"
)
OFFICE_IDS = definer_function(
    "okportal_office_ids()", "SETOF bigint", "SELECT id FROM public.offices_office ORDER BY id", "offices_office"
)


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_offices")]

    operations = [
        migrations.RunSQL(OFFICE_ID, "DROP FUNCTION okportal_office_id(text)"),
        migrations.RunSQL(OFFICE_IDS, "DROP FUNCTION okportal_office_ids()"),
    ]
