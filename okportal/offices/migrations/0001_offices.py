"""Counties, offices and memberships, the last two behind policies that also let a person find the own offices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import HERE, ME, PLATFORM, ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='County',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
            ],
            options={
                'verbose_name': 'county',
                'verbose_name_plural': 'counties',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('organisation_number', models.CharField(max_length=9, unique=True, verbose_name='organisation number')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='address name')),
                ('logo', models.CharField(blank=True, max_length=120, verbose_name='logo file')),
                ('languages', models.CharField(default='nb,nn,en', max_length=20, verbose_name='languages')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('takes_part_in_selection', models.BooleanField(default=True, verbose_name='takes part in selecting applicants')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CountyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('signing_days', models.PositiveSmallIntegerField(default=14, verbose_name='days to sign')),
                ('exam_opens_months', models.PositiveSmallIntegerField(default=8, verbose_name='registration opens, months before the end')),
                ('exam_due_months', models.PositiveSmallIntegerField(default=2, verbose_name='registration due, months before the end')),
                ('long_absence_days', models.PositiveSmallIntegerField(default=30, verbose_name='absence that extends the training, days')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='offices.county')),
            ],
            options={
                'verbose_name': 'county rule',
                'verbose_name_plural': 'county rules',
                'ordering': ['county', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('county', 'valid_from'), name='county_rule_once_a_day'), models.CheckConstraint(condition=models.Q(('exam_due_months__lt', models.F('exam_opens_months'))), name='county_rule_opens_before_due')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('advisor', 'Advisor'), ('reader', 'Reader'), ('company_contact', 'Company contact'), ('training_supervisor', 'Training supervisor'), ('instructor', 'Instructor'), ('apprentice', 'Apprentice'), ('guardian', 'Guardian')], max_length=30, verbose_name='role')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['office', 'user', 'from_on'],
                'indexes': [models.Index(fields=['user', 'office'], name='membership_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('office', 'user', 'role'), name='membership_one_open'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='membership_dates'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'advisor', 'reader', 'company_contact', 'training_supervisor', 'instructor', 'apprentice', 'guardian'])), name='membership_role')],
            },
        ),
        ProtectTable('Membership', using=f'user_id = {ME} OR office_id = {HERE} OR {PLATFORM}', check=f'office_id = {HERE} OR {PLATFORM}'),
        ProtectTable(
            'Office',
            using=f'id = {HERE} OR {PLATFORM} OR id IN (SELECT office_id FROM offices_membership WHERE user_id = {ME})',
            check=f'id = {HERE} OR {PLATFORM}',
        ),
    ]
