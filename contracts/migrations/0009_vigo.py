"""Where we and Vigo differ."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0008_bundles'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VigoRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('header', models.JSONField(editable=False)),
                ('columns', models.JSONField(default=dict, editable=False)),
                ('rows_total', models.PositiveIntegerField(default=0, editable=False)),
                ('rows_equal', models.PositiveIntegerField(default=0, editable=False)),
                ('is_compared', models.BooleanField(default=False, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'reconciliation with Vigo',
                'verbose_name_plural': 'reconciliations with Vigo',
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='VigoDifference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(null=True)),
                ('label', models.CharField(max_length=200)),
                ('field', models.CharField(choices=[('start_on', 'First day'), ('end_on', 'Last day'), ('supervisor', 'Training supervisor'), ('supervisor_email', "Training supervisor's e-mail"), ('email', "Apprentice's e-mail"), ('status', 'Status'), ('case_number', 'Case number'), ('company', 'Training company'), ('not_here', 'Only in Vigo'), ('not_there', 'Only here'), ('unreadable', 'Cannot be read')], max_length=16, verbose_name='what')),
                ('ours', models.CharField(blank=True, max_length=200, verbose_name='here')),
                ('theirs', models.CharField(blank=True, max_length=200, verbose_name='in Vigo')),
                ('outcome', models.CharField(choices=[('open', 'To be looked at'), ('taken', "Vigo's value was taken over"), ('to_vigo', 'Corrected in Vigo'), ('ignored', 'Left as it is')], default='open', max_length=10, verbose_name='outcome')),
                ('settled_at', models.DateTimeField(null=True)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contracts.contract')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('settled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='differences', to='contracts.vigorun')),
            ],
            options={
                'verbose_name': 'difference from Vigo',
                'verbose_name_plural': 'differences from Vigo',
                'ordering': ['run', 'line', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='vigorun',
            index=models.Index(fields=['office', '-made_at', '-id'], name='vigo_run_list'),
        ),
        migrations.AddIndex(
            model_name='vigodifference',
            index=models.Index(fields=['office', 'run', 'outcome', 'line'], name='vigo_difference_list'),
        ),
        migrations.AddConstraint(
            model_name='vigodifference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'open'), ('settled_at__isnull', True)), models.Q(models.Q(('outcome', 'open'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='vigo_difference_settled'),
        ),
        ProtectTable("VigoRun"),
        ProtectTable("VigoDifference"),
    ]
