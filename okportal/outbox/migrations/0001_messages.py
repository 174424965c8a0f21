import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_offices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=150)),
                ('template', models.CharField(max_length=60)),
                ('facts', models.JSONField(default=dict)),
                ('to_email', models.EmailField(max_length=254, verbose_name='to')),
                ('to_name', models.CharField(max_length=170, verbose_name='name')),
                ('language', models.CharField(db_default='nb', max_length=2, verbose_name='language')),
                ('page', models.CharField(blank=True, db_default='', max_length=60)),
                ('about_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='written')),
                ('next_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lease_until', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0)),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('dead_at', models.DateTimeField(null=True, verbose_name='given up')),
                ('error', models.CharField(blank=True, db_default='', max_length=500)),
                ('subject', models.CharField(blank=True, db_default='', max_length=200, verbose_name='subject')),
                ('body', models.TextField(blank=True, db_default='', verbose_name='text')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['office', '-created_at', '-id'], name='message_list'), models.Index(condition=models.Q(('dead_at__isnull', True), ('sent_at__isnull', True)), fields=['next_at'], name='message_waiting')],
                'constraints': [models.UniqueConstraint(fields=('office', 'key'), name='message_once'), models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('dead_at__isnull', True), _connector='OR'), name='message_one_end')],
            },
        ),
        ProtectTable('Message'),
    ]
