"""That a registered number was a sub-unit's, and whose."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0012_contact_log'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='main_unit',
            field=models.CharField(blank=True, db_default='', editable=False, max_length=9),
        ),
    ]
