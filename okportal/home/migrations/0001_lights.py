"""How an office judges its apprenticeships, and how they stood week by week."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('apprenticeships', '0008_notes'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='LightRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('is_on', models.BooleanField(default=True, verbose_name='in use')),
                ('threshold', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='threshold')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'rule of the traffic light',
                'verbose_name_plural': 'rules of the traffic light',
                'constraints': [models.UniqueConstraint(fields=('office', 'key'), name='light_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='WeeklyLight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week_on', models.DateField(verbose_name='week')),
                ('tone', models.CharField(max_length=8)),
                ('rule', models.CharField(max_length=40)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='apprenticeships.apprenticeship')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'light of a week',
                'verbose_name_plural': 'lights by week',
                'ordering': ['week_on'],
                'indexes': [models.Index(fields=['office', 'week_on', 'tone'], name='weekly_light_week')],
                'constraints': [models.UniqueConstraint(fields=('office', 'apprenticeship', 'week_on'), name='weekly_light_once')],
            },
        ),
        ProtectTable("LightRule"),
        ProtectTable("WeeklyLight"),
    ]
