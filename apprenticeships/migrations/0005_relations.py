"""Who had which part, from when to when."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import InEachOffice, ProtectTable

# Who was responsible before is not known: the present ones count from the start.
RELATIONS_UNTIL_NOW = """
    INSERT INTO apprenticeships_relation (office_id, apprenticeship_id, kind, person_id, membership_id, from_on)
    SELECT office_id, id, part.kind, part.person, part.membership,
        COALESCE(start_on, (created_at AT TIME ZONE 'Europe/Oslo')::date)
    FROM apprenticeships_apprenticeship, LATERAL (VALUES
        ('supervisor', supervisor_id, NULL::bigint), ('instructor', instructor_id, NULL), ('advisor', NULL, advisor_id)
    ) AS part (kind, person, membership)
    WHERE COALESCE(part.person, part.membership) IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0004_placements'),
        ('companies', '0012_contact_log'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('supervisor', 'Training supervisor'), ('instructor', 'Instructor'), ('hr', 'HR'), ('advisor', 'Advisor')], max_length=12, verbose_name='part')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='apprenticeships.apprenticeship')),
                ('membership', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.membership', verbose_name='advisor')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('person', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='person')),
            ],
            options={
                'verbose_name': 'relation',
                'verbose_name_plural': 'relations',
                'ordering': ['kind', '-from_on', '-id'],
                'indexes': [models.Index(fields=['office', 'apprenticeship', 'kind', 'from_on'], name='relation_apprenticeship'), models.Index(fields=['office', 'person'], name='relation_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('office', 'apprenticeship', 'kind'), name='relation_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'advisor'), ('membership__isnull', False), ('person__isnull', True)), models.Q(models.Q(('kind', 'advisor'), _negated=True), ('membership__isnull', True), ('person__isnull', False)), _connector='OR'), name='relation_to_one'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='relation_dates')],
            },
        ),
        ProtectTable("Relation"),
        InEachOffice(RELATIONS_UNTIL_NOW),
    ]
