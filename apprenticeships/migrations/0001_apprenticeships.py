import django.db.models.deletion
import django.db.models.functions.text
import okportal.norwegian
import okportal.crypto
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('companies', '0001_companies'),
        ('curricula', '0001_curricula'),
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Apprentice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=okportal.norwegian.SortKey(django.db.models.functions.text.Concat('last_name', models.Value(' '), 'first_name')), output_field=models.TextField(db_collation='C'))),
                ('national_id', okportal.crypto.EncryptedTextField(blank=True, verbose_name='national identity number')),
                ('national_id_index', models.CharField(blank=True, editable=False, max_length=32)),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='mobile')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=4, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='city')),
                ('language', models.CharField(default='nb', max_length=2, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('county', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county of residence')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'apprentice',
                'verbose_name_plural': 'apprentices',
                'ordering': ['sort_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Apprenticeship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate_type', models.CharField(choices=[('apprentice', 'Apprentice'), ('training_candidate', 'Training candidate'), ('practice_candidate', 'Practice-certificate candidate'), ('on_the_job', 'On-the-job certificate candidate')], default='apprentice', max_length=20, verbose_name='candidate type')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('end_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('state', models.CharField(choices=[('planned', 'Contract not in force yet'), ('running', 'In training'), ('completed', 'Completed'), ('ended', 'Ended early')], default='planned', max_length=12, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('advisor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.membership', verbose_name='advisor')),
                ('apprentice', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='apprenticeships', to='apprenticeships.apprentice')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='apprenticeships', to='companies.company', verbose_name='training company')),
                ('county', models.ForeignKey(db_index=False, help_text='The county authority that approves the contract.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county')),
                ('establishment', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment', verbose_name='place of work')),
                ('instructor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='instructor')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('supervisor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='training supervisor')),
                ('trade', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.trade', verbose_name='trade')),
            ],
            options={
                'verbose_name': 'apprenticeship',
                'verbose_name_plural': 'apprenticeships',
                'ordering': ['apprentice__sort_name', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='apprentice',
            index=models.Index(fields=['office', 'sort_name', 'id'], name='apprentice_list'),
        ),
        migrations.AddIndex(
            model_name='apprentice',
            index=models.Index(fields=['office', 'user'], name='apprentice_user'),
        ),
        migrations.AddConstraint(
            model_name='apprentice',
            constraint=models.UniqueConstraint(condition=models.Q(('national_id_index', ''), _negated=True), fields=('office', 'national_id_index'), name='apprentice_national_id'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'apprentice'], name='apprenticeship_apprentice'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'state', 'end_on'], name='apprenticeship_state'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'advisor', 'state'], name='apprenticeship_advisor'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'company', 'state'], name='apprenticeship_company'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'supervisor'], name='apprenticeship_supervisor'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'instructor'], name='apprenticeship_instructor'),
        ),
        migrations.AddConstraint(
            model_name='apprenticeship',
            constraint=models.CheckConstraint(condition=models.Q(('end_on__isnull', True), ('end_on__gt', models.F('start_on')), _connector='OR'), name='apprenticeship_dates'),
        ),
        migrations.AddConstraint(
            model_name='apprenticeship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('end_on__isnull', False), ('start_on__isnull', False)), _connector='OR'), name='apprenticeship_running_has_dates'),
        ),
        ProtectTable('Apprentice'),
        ProtectTable('Apprenticeship'),
    ]
