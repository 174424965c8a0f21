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
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contract_unsigned', 'Contract before signing'), ('contract', 'Contract'), ('exam_form', 'Exam registration form'), ('upload', 'Uploaded file'), ('logo', 'Logo')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=150, verbose_name='file name')),
                ('content_type', models.CharField(max_length=100, verbose_name='content type')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('key', models.CharField(editable=False, max_length=100, verbose_name='storage key')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('created_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stored by')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'stored file',
                'verbose_name_plural': 'stored files',
                'constraints': [models.UniqueConstraint(fields=('office', 'key'), name='stored_file_key'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='stored_file_sha256')],
            },
        ),
        ProtectTable('StoredFile'),
    ]
