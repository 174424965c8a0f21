import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by_name', models.CharField(max_length=120)),
                ('subject', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('verb', models.CharField(max_length=60)),
                ('facts', models.JSONField(default=dict)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-at', '-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['office', 'subject', 'subject_id', '-at'], name='audit_event_subject')],
            },
        ),
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by_name', models.CharField(max_length=120)),
                ('subject', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('page', models.CharField(max_length=80)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'viewing',
                'verbose_name_plural': 'viewings',
                'ordering': ['-at', '-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['office', 'subject', 'subject_id', '-at'], name='audit_viewing_subject')],
            },
        ),
        ProtectTable('Event'),
        ProtectTable('Viewing'),
    ]
