"""How many apprentices a company can take."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0009_agreements'),
        ('curricula', '0002_trades'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IntakeQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='intake year')),
                ('to_email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('to_name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(default='nb', max_length=2, verbose_name='language')),
                ('token_hash', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No')], max_length=3, verbose_name='answer')),
                ('answered_by_name', models.CharField(blank=True, max_length=120, verbose_name='answered by')),
                ('comment', models.CharField(blank=True, max_length=500, verbose_name='comment')),
                ('asked_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='intake_questions', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'question about places',
                'verbose_name_plural': 'questions about places',
                'ordering': ['-year', '-asked_at'],
                'constraints': [models.UniqueConstraint(fields=('office', 'token_hash'), name='intake_question_token'), models.UniqueConstraint(fields=('office', 'company', 'year'), name='intake_question_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='intake_question_answer')],
            },
        ),
        migrations.CreateModel(
            name='Places',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='intake year')),
                ('count', models.PositiveSmallIntegerField(verbose_name='places')),
                ('is_from_answer', models.BooleanField(default=False, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='companies.company')),
                ('establishment', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment', verbose_name='place of work')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('trade', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.trade', verbose_name='trade')),
            ],
            options={
                'verbose_name': 'apprenticeship places',
                'verbose_name_plural': 'apprenticeship places',
                'ordering': ['-year', 'trade__name', 'id'],
                'indexes': [models.Index(fields=['office', 'year', 'company'], name='places_year')],
                'constraints': [models.UniqueConstraint(fields=('office', 'company', 'establishment', 'trade', 'year'), name='places_once', nulls_distinct=False)],
            },
        ),
        ProtectTable("IntakeQuestion"),
        ProtectTable("Places"),
    ]
