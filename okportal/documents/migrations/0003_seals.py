"""More kinds of files, and the certificates that documents are sealed with."""

import django.db.models.deletion
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_more_kinds'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='kind',
            field=models.CharField(choices=[('contract_unsigned', 'Contract before signing'), ('contract', 'Contract'), ('exam_form', 'Exam registration form'), ('upload', 'Uploaded file'), ('logo', 'Logo'), ('picture', 'Profile picture'), ('company_document', 'Document of a company'), ('agreement', 'Agreement with a company'), ('decision', 'Decision of the county authority'), ('approval_application', 'Application for approval'), ('qualification', 'Evidence of a qualification'), ('import', 'Imported file'), ('import_errors', 'Rows that were not imported'), ('contract_paper', 'Paper that goes with a contract'), ('amendment_unsigned', 'Amendment before signing'), ('amendment', 'Amendment'), ('handover', 'Handover to another company'), ('letter', 'Letter'), ('county_letter', 'Letter to or from the county authority'), ('bundle', 'Bundle of contracts'), ('vigo', 'Export from Vigo')], max_length=20, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='SealCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_version', models.CharField(max_length=20, verbose_name='key')),
                ('certificate', models.TextField(verbose_name='certificate')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('valid_from', models.DateTimeField(verbose_name='from')),
                ('valid_to', models.DateTimeField(verbose_name='to')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'seal certificate',
                'verbose_name_plural': 'seal certificates',
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(fields=('office', 'key_version'), name='seal_certificate_once')],
            },
        ),
        ProtectTable("SealCertificate"),
    ]
