"""Files on their way into a register, and what came of them."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_more_kinds'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('companies', 'Member companies'), ('people', 'People in the companies'), ('apprentices', 'Apprentices and contracts')], max_length=12, verbose_name='what')),
                ('state', models.CharField(choices=[('uploaded', 'Columns to be matched'), ('checking', 'Being checked'), ('checked', 'Checked, nothing written yet'), ('running', 'Being taken in'), ('done', 'Taken in'), ('failed', 'Stopped, nothing written'), ('undoing', 'Being undone'), ('undone', 'Undone')], default='uploaded', max_length=10, verbose_name='status')),
                ('header', models.JSONField(editable=False)),
                ('columns', models.JSONField(default=dict, editable=False)),
                ('known', models.CharField(choices=[('skip', 'Leave as it is'), ('fill', 'Fill in what is empty')], default='skip', max_length=4, verbose_name='those in the register')),
                ('rows_total', models.PositiveIntegerField(default=0, editable=False)),
                ('rows_good', models.PositiveIntegerField(default=0, editable=False)),
                ('rows_faulty', models.PositiveIntegerField(default=0, editable=False)),
                ('rows_known', models.PositiveIntegerField(default=0, editable=False)),
                ('rows_written', models.PositiveIntegerField(default=0, editable=False)),
                ('report', models.JSONField(default=dict, editable=False)),
                ('stopped_by', models.CharField(blank=True, editable=False, max_length=300)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('faults_file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('started_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-started_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('table', models.CharField(max_length=60)),
                ('row_id', models.BigIntegerField()),
                ('filled', models.JSONField(null=True)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('run', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.importrun')),
            ],
            options={
                'verbose_name': 'imported row',
                'verbose_name_plural': 'imported rows',
                'ordering': ['run', 'line', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RememberedColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('companies', 'Member companies'), ('people', 'People in the companies'), ('apprentices', 'Apprentices and contracts')], max_length=12)),
                ('layout', models.CharField(max_length=64)),
                ('columns', models.JSONField()),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'remembered columns',
                'verbose_name_plural': 'remembered columns',
            },
        ),
        migrations.AddIndex(
            model_name='importrun',
            index=models.Index(fields=['office', '-started_at', '-id'], name='import_run_list'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.UniqueConstraint(fields=('office', 'run', 'table', 'row_id'), name='imported_row_once'),
        ),
        migrations.AddConstraint(
            model_name='rememberedcolumns',
            constraint=models.UniqueConstraint(fields=('office', 'kind', 'layout'), name='remembered_columns_once'),
        ),
        ProtectTable("ImportRun"),
        ProtectTable("ImportedRow"),
        ProtectTable("RememberedColumns"),
    ]
