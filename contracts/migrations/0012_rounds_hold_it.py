"""What was sent and signed stands on the round; credit stands in rows of its own."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0011_written_once'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='contract',
            name='content_sha256',
        ),
        migrations.RemoveField(
            model_name='contract',
            name='credit_basis',
        ),
        migrations.RemoveField(
            model_name='contract',
            name='sent_at',
        ),
        migrations.RemoveField(
            model_name='contract',
            name='sign_by_on',
        ),
        migrations.RemoveField(
            model_name='contract',
            name='signed_file',
        ),
        migrations.RemoveField(
            model_name='contract',
            name='unsigned_file',
        ),
    ]
