"""A message may be a text to a mobile."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0005_county_figures'),
        ('outbox', '0003_by_address'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='channel',
            field=models.CharField(choices=[('mail', 'E-mail'), ('sms', 'SMS')], db_default='mail', default='mail', max_length=4),
        ),
        migrations.AddField(
            model_name='message',
            name='to_phone',
            field=models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='mobile'),
        ),
        migrations.AlterField(
            model_name='message',
            name='to_email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='to'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'mail'), models.Q(('to_email', ''), _negated=True)), models.Q(('channel', 'sms'), models.Q(('to_phone', ''), _negated=True)), _connector='OR'), name='message_has_address'),
        ),
    ]
