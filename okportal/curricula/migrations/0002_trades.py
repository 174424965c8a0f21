"""The trades that are known when the portal is new."""

from django.db import migrations

from okportal.curricula.trades import load


def load_trades(apps, schema_editor):
    load(apps.get_model("curricula", "Trade"))


class Migration(migrations.Migration):
    dependencies = [("curricula", "0001_curricula")]

    operations = [migrations.RunPython(load_trades, migrations.RunPython.noop)]
