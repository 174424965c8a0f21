"""When the office was in touch with a company."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0011_guidance'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call', 'Phone call'), ('visit', 'Visit'), ('meeting', 'Meeting'), ('email', 'E-mail'), ('other', 'Other')], max_length=10, verbose_name='kind')),
                ('on', models.DateField(verbose_name='day')),
                ('with_whom', models.CharField(blank=True, max_length=150, verbose_name='with')),
                ('text', models.TextField(max_length=4000, verbose_name='what was said')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow up on')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contact_entries', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('written_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'entry in the contact log',
                'verbose_name_plural': 'entries in the contact log',
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['office', 'company', '-on', '-id'], name='contact_entry_company')],
            },
        ),
        ProtectTable("ContactEntry"),
    ]
