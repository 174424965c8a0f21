"""Many contracts in one file."""

import django.contrib.postgres.fields
import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0007_handovers'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='what')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Being made'), ('ready', 'Ready'), ('failed', 'Stopped')], default='waiting', max_length=10, verbose_name='status')),
                ('contract_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), editable=False, size=None)),
                ('done', models.PositiveIntegerField(default=0, editable=False)),
                ('failures', models.JSONField(default=list, editable=False)),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('ready_at', models.DateTimeField(editable=False, null=True)),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'bundle of contracts',
                'verbose_name_plural': 'bundles of contracts',
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['office', '-made_at', '-id'], name='bundle_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'ready', 'failed'])), name='bundle_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('file__isnull', False), ('ready_at__isnull', False)), _connector='OR'), name='bundle_ready_has_file')],
            },
        ),
        ProtectTable("Bundle"),
    ]
