"""A plan knows how many aims it has and how many are reached, without counting them each time."""

from django.db import migrations, models

from okportal.offices.rls import InEachOffice

COUNT = """
    UPDATE training_plan plan SET aims_total = found.total, reached = found.reached FROM (
        SELECT office_id, plan_id, count(*) AS total, count(reached_on) AS reached
        FROM training_planaim GROUP BY office_id, plan_id
    ) found WHERE plan.office_id = found.office_id AND plan.id = found.plan_id
"""
# By statement, not by row: twenty aims of a new plan are one count. A plan without aims left counts nothing.
KEEP_COUNTED = """
    CREATE FUNCTION okportal_count_aims() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
    BEGIN
        UPDATE training_plan plan SET aims_total = found.total, reached = found.reached FROM (
            SELECT touched.office_id, touched.plan_id, count(aim.id) AS total, count(aim.reached_on) AS reached
            FROM (SELECT DISTINCT office_id, plan_id FROM changed) touched
            LEFT JOIN training_planaim aim ON aim.office_id = touched.office_id AND aim.plan_id = touched.plan_id
            GROUP BY touched.office_id, touched.plan_id
        ) found WHERE plan.office_id = found.office_id AND plan.id = found.plan_id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER aims_added AFTER INSERT ON training_planaim
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION okportal_count_aims();
    CREATE TRIGGER aims_changed AFTER UPDATE ON training_planaim
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION okportal_count_aims();
    CREATE TRIGGER aims_removed AFTER DELETE ON training_planaim
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION okportal_count_aims();
"""
FORGET = """
    DROP TRIGGER aims_added ON training_planaim;
    DROP TRIGGER aims_changed ON training_planaim;
    DROP TRIGGER aims_removed ON training_planaim;
    DROP FUNCTION okportal_count_aims();
"""


class Migration(migrations.Migration):

    dependencies = [("training", "0001_plans"), ("offices", "0004_more_roles")]

    operations = [
        migrations.AddField("plan", "aims_total", models.PositiveSmallIntegerField(default=0, editable=False)),
        migrations.AddField("plan", "reached", models.PositiveSmallIntegerField(default=0, editable=False)),
        InEachOffice(COUNT),
        migrations.RunSQL(KEEP_COUNTED, FORGET),
    ]
