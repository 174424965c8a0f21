"""A county may want the contract so many days before the start: the figure may be negative."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0005_county_figures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='countyrule',
            name='send_days',
            field=models.SmallIntegerField(blank=True, help_text='A negative number is days before the start.', null=True, verbose_name='contract with the county, days after the start'),
        ),
    ]
