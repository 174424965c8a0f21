import django.db.models.deletion
import okportal.norwegian
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('curricula', '0001_curricula'),
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation_number', models.CharField(max_length=9, verbose_name='organisation number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sort_name', models.GeneratedField(db_persist=True, expression=okportal.norwegian.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=4, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='city')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('look_up', models.CharField(choices=[('waiting', 'Being looked up'), ('found', 'Checked against Enhetsregisteret'), ('not_checked', 'Not checked'), ('unknown', 'Not found in Enhetsregisteret')], default='waiting', editable=False, max_length=12)),
                ('looked_up_at', models.DateTimeField(editable=False, null=True)),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('county', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'member company',
                'verbose_name_plural': 'member companies',
                'ordering': ['sort_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('applied', 'Applied for'), ('approved', 'Approved'), ('limited', 'Approved with limits'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='applied', max_length=12, verbose_name='status')),
                ('applied_on', models.DateField(blank=True, null=True, verbose_name='applied on')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='approved from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='approved to')),
                ('limits', models.CharField(blank=True, max_length=300, verbose_name='limits')),
                ('legal_basis', models.CharField(choices=[('2023', 'Education Act of 2023'), ('1998', 'Education Act of 1998')], default='2023', max_length=4, verbose_name='legal basis')),
                ('county', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.county', verbose_name='county')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('trade', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.trade', verbose_name='trade')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='companies.company')),
            ],
            options={
                'verbose_name': 'approval',
                'verbose_name_plural': 'approvals',
                'ordering': ['trade__name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CompanyPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('role', models.CharField(choices=[('company_contact', 'Company contact'), ('training_supervisor', 'Training supervisor'), ('instructor', 'Instructor')], max_length=30, verbose_name='role')),
                ('language', models.CharField(default='nb', max_length=2, verbose_name='language')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person in the company',
                'verbose_name_plural': 'people in the company',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Establishment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation_number', models.CharField(blank=True, max_length=9, verbose_name='organisation number')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=4, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='city')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='establishments', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'establishment',
                'verbose_name_plural': 'establishments',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='company',
            index=models.Index(fields=['office', 'sort_name', 'id'], name='company_list'),
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.UniqueConstraint(fields=('office', 'organisation_number'), name='company_once'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('office', 'company', 'trade', 'county'), name='approval_once'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'limited']), _negated=True), ('from_on__isnull', False), _connector='OR'), name='approval_granted_from'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'approved', 'limited', 'refused', 'withdrawn'])), name='approval_state'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='approval_dates'),
        ),
        migrations.AddIndex(
            model_name='companyperson',
            index=models.Index(fields=['office', 'user'], name='company_person_user'),
        ),
        migrations.AddIndex(
            model_name='companyperson',
            index=models.Index(fields=['office', 'company', 'role'], name='company_person_company'),
        ),
        migrations.AddConstraint(
            model_name='companyperson',
            constraint=models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('office', 'company', 'email', 'role'), name='company_person_one_open'),
        ),
        migrations.AddConstraint(
            model_name='companyperson',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='company_person_dates'),
        ),
        migrations.AddIndex(
            model_name='establishment',
            index=models.Index(fields=['office', 'company', 'name'], name='establishment_company'),
        ),
        migrations.AddConstraint(
            model_name='establishment',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation_number', ''), _negated=True), fields=('office', 'organisation_number'), name='establishment_once'),
        ),
        ProtectTable('Company'),
        ProtectTable('Approval'),
        ProtectTable('CompanyPerson'),
        ProtectTable('Establishment'),
    ]
