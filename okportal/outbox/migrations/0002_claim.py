"""The function that claims waiting messages of all offices, skipping those another worker holds."""

from django.db import migrations

from okportal.offices.rls import definer_function

# ARRAY(…) is asked once; as a plain sub-select the planner may ask it again per row and claim more than the limit.
CLAIM = definer_function(
    "okportal_claim_messages(integer, integer)",
    "TABLE (id bigint, office_id bigint)",
    """
    UPDATE public.outbox_message m
       SET lease_until = statement_timestamp() + make_interval(secs => $2), attempts = m.attempts + 1
     WHERE m.id = ANY (ARRAY(
        SELECT w.id FROM public.outbox_message w
         WHERE w.sent_at IS NULL AND w.dead_at IS NULL AND w.next_at <= statement_timestamp()
           AND (w.lease_until IS NULL OR w.lease_until < statement_timestamp())
         ORDER BY w.next_at LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING m.id, m.office_id
    """,
    reads="outbox_message",
    writes="outbox_message",
)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_messages")]

    operations = [migrations.RunSQL(CLAIM, "DROP FUNCTION okportal_claim_messages(integer, integer)")]
