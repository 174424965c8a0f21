"""Where somebody has been placed, never more than 100 percent on any day."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


# The sum is greatest on a day that some placement begins on. The apprenticeship's row is locked, so that two people
# who place somebody in the same second are added up one after the other.
ADD_UP = """
    CREATE FUNCTION okportal_placement_percent() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
    DECLARE most integer;
    BEGIN
        PERFORM FROM apprenticeships_apprenticeship
            WHERE office_id = NEW.office_id AND id = NEW.apprenticeship_id FOR NO KEY UPDATE;
        SELECT max(total) INTO most FROM (
            SELECT sum(other.percent) AS total
            FROM apprenticeships_placement begun
            JOIN apprenticeships_placement other
                ON other.office_id = begun.office_id AND other.apprenticeship_id = begun.apprenticeship_id
                AND begun.from_on BETWEEN other.from_on AND other.to_on
            WHERE begun.office_id = NEW.office_id AND begun.apprenticeship_id = NEW.apprenticeship_id
            GROUP BY begun.id
        ) days;
        IF most > 100 THEN
            RAISE EXCEPTION 'Placed % percent on one day', most
                USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_percent',
                      TABLE = 'apprenticeships_placement';
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER placement_percent AFTER INSERT OR UPDATE ON apprenticeships_placement
        FOR EACH ROW EXECUTE FUNCTION okportal_placement_percent();
"""
DROP = """
    DROP TRIGGER placement_percent ON apprenticeships_placement;
    DROP FUNCTION okportal_placement_percent();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0003_right_and_route'),
        ('companies', '0012_contact_log'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField(default=100, verbose_name='percent')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(verbose_name='to')),
                ('aims', models.CharField(blank=True, max_length=300, verbose_name='what is learned there')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='apprenticeships.apprenticeship')),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.company', verbose_name='company')),
                ('establishment', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.establishment', verbose_name='place of work')),
                ('instructor', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='instructor')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'placement',
                'verbose_name_plural': 'placements',
                'ordering': ['from_on', 'id'],
                'indexes': [models.Index(fields=['office', 'apprenticeship', 'from_on'], name='placement_apprenticeship')],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__range', (1, 100))), name='placement_percent_range'), models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='placement_dates')],
            },
        ),
        ProtectTable("Placement"),
        migrations.RunSQL(ADD_UP, DROP),
    ]
