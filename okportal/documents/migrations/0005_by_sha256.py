"""Is this uploaded file one of ours? Found by its hash."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_written_once'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['office', 'sha256'], name='stored_file_by_sha256'),
        ),
    ]
