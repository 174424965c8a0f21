"""When somebody was away."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0005_relations'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('illness', 'Illness'), ('leave', 'Leave'), ('parental', 'Parental leave'), ('military', 'Military service'), ('unexcused', 'Unexcused')], max_length=10, verbose_name='kind')),
                ('percent', models.PositiveSmallIntegerField(default=100, verbose_name='percent')),
                ('from_on', models.DateField(verbose_name='first day')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('state', models.CharField(choices=[('reported', 'Reported, not confirmed'), ('confirmed', 'Confirmed'), ('declined', 'Not right')], default='reported', max_length=10, verbose_name='status')),
                ('reported_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='apprenticeships.apprenticeship')),
                ('decided_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('reported_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ['-from_on', '-id'],
                'indexes': [models.Index(fields=['office', 'apprenticeship', '-from_on'], name='absence_apprenticeship')],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__range', (1, 100))), name='absence_percent'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='absence_dates'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'reported')), models.Q(models.Q(('state', 'reported'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='absence_decided'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'declined'), _negated=True), expressions=[('office', '='), ('apprenticeship', '='), (models.Func('from_on', 'to_on', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='absence_one_at_a_time')],
            },
        ),
        ProtectTable("Absence"),
    ]
