"""The fifteen counties with the figures of the law."""

from django.db import migrations

from okportal.offices.counties import load


def load_counties(apps, schema_editor):
    load(apps.get_model("offices", "County"), apps.get_model("offices", "CountyRule"))


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_doors")]

    operations = [migrations.RunPython(load_counties, migrations.RunPython.noop)]
