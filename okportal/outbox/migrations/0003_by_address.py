"""What one person has been sent is found by the address."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("outbox", "0002_claim")]

    operations = [
        migrations.AddIndex("message", models.Index(fields=["office", "to_email"], name="message_to")),
    ]
