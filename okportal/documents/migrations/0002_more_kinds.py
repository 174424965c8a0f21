from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_stored_files'),
    ]

    operations = [
        migrations.AlterField(
            model_name='storedfile',
            name='kind',
            field=models.CharField(choices=[('contract_unsigned', 'Contract before signing'), ('contract', 'Contract'), ('exam_form', 'Exam registration form'), ('upload', 'Uploaded file'), ('logo', 'Logo'), ('picture', 'Profile picture'), ('company_document', 'Document of a company'), ('agreement', 'Agreement with a company'), ('decision', 'Decision of the county authority'), ('approval_application', 'Application for approval'), ('qualification', 'Evidence of a qualification'), ('import', 'Imported file'), ('import_errors', 'Rows that were not imported')], max_length=20, verbose_name='kind'),
        ),
    ]
