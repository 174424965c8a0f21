"""What Enhetsregisteret tells about a company and its places of work."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectKey


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0001_companies'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='employees',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='employees'),
        ),
        migrations.AddField(
            model_name='company',
            name='industry',
            field=models.CharField(blank=True, max_length=200, verbose_name='industry'),
        ),
        migrations.AddField(
            model_name='company',
            name='industry_code',
            field=models.CharField(blank=True, max_length=8, verbose_name='industry code'),
        ),
        migrations.AddField(
            model_name='company',
            name='is_bankrupt',
            field=models.BooleanField(default=False, editable=False, verbose_name='bankrupt'),
        ),
        migrations.AddField(
            model_name='company',
            name='is_deleted_in_register',
            field=models.BooleanField(default=False, editable=False, verbose_name='deleted in the register'),
        ),
        migrations.AddField(
            model_name='company',
            name='is_winding_up',
            field=models.BooleanField(default=False, editable=False, verbose_name='being wound up'),
        ),
        migrations.AddField(
            model_name='company',
            name='logo',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='company',
            name='sector',
            field=models.CharField(blank=True, choices=[('municipal', 'Municipality'), ('county', 'County authority'), ('state', 'State'), ('private', 'Private'), ('other', 'Other, such as a foundation')], max_length=12, verbose_name='sector'),
        ),
        migrations.AddField(
            model_name='company',
            name='website',
            field=models.CharField(blank=True, max_length=200, verbose_name='website'),
        ),
        migrations.AddField(
            model_name='establishment',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='establishment',
            name='county',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county'),
        ),
        migrations.AddField(
            model_name='establishment',
            name='employees',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='employees'),
        ),
        migrations.AddField(
            model_name='establishment',
            name='is_from_register',
            field=models.BooleanField(default=False, editable=False),
        ),
        ProtectKey("company", "logo"),
    ]
