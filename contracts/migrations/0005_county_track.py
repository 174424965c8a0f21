"""What has gone to and fro between office and county."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0004_periods'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CountyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'Sent to the county authority'), ('returned', 'Returned with a remark'), ('answered', 'Answered'), ('approved', 'Approved'), ('refused', 'Refused'), ('in', 'Letter from the county authority'), ('out', 'Letter to the county authority')], max_length=10, verbose_name='what')),
                ('on', models.DateField(verbose_name='date')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='answer due')),
                ('case_number', models.CharField(blank=True, max_length=40, verbose_name='case number')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('amendment', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='county_entries', to='contracts.amendment')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='county_entries', to='contracts.contract')),
                ('file', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'county entry',
                'verbose_name_plural': 'county entries',
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['office', 'contract', '-on'], name='county_entry_contract')],
            },
        ),
        ProtectTable("CountyEntry"),
    ]
