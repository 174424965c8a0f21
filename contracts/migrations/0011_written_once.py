"""What was signed cannot change: the database itself refuses it."""

from django.db import migrations

GUARDS = """
    -- The chain of events and kept reckonings: written, never touched again.
    CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON contracts_signingevent
        FOR EACH ROW EXECUTE FUNCTION okportal_written_once();
    CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON contracts_keptledger
        FOR EACH ROW EXECUTE FUNCTION okportal_written_once();
    -- A signature stays as it was given.
    CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON contracts_party
        FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION okportal_written_once();
    -- A closed round changes no more; of an open one, what was sent does not.
    CREATE TRIGGER written_once_closed BEFORE UPDATE ON contracts_signinground
        FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION okportal_written_once();
    CREATE TRIGGER written_once_sent BEFORE UPDATE ON contracts_signinground
        FOR EACH ROW WHEN (
            (OLD.office_id, OLD.contract_id, OLD.amendment_id, OLD.number, OLD.code, OLD.content, OLD.content_sha256,
             OLD.unsigned_file_id, OLD.sent_at)
            IS DISTINCT FROM
            (NEW.office_id, NEW.contract_id, NEW.amendment_id, NEW.number, NEW.code, NEW.content, NEW.content_sha256,
             NEW.unsigned_file_id, NEW.sent_at)
        ) EXECUTE FUNCTION okportal_written_once();
    CREATE TRIGGER written_once_kept BEFORE DELETE ON contracts_signinground
        FOR EACH ROW EXECUTE FUNCTION okportal_written_once();
    -- While people sign it, a contract says what it said.
    CREATE TRIGGER written_once_signing BEFORE UPDATE ON contracts_contract
        FOR EACH ROW WHEN (
            OLD.state IN ('checking', 'with_parties', 'with_office')
            AND NEW.state IN ('checking', 'with_parties', 'with_office')
            AND (OLD.kind, OLD.start_on, OLD.end_on, OLD.months, OLD.credit_months, OLD.position_percent, OLD.workplace,
                 OLD.remarks, OLD.language, OLD.aim_codes, OLD.apprenticeship_id, OLD.number)
            IS DISTINCT FROM
                (NEW.kind, NEW.start_on, NEW.end_on, NEW.months, NEW.credit_months, NEW.position_percent, NEW.workplace,
                 NEW.remarks, NEW.language, NEW.aim_codes, NEW.apprenticeship_id, NEW.number)
        ) EXECUTE FUNCTION okportal_written_once();
"""
DROP = """
    DROP TRIGGER written_once ON contracts_signingevent;
    DROP TRIGGER written_once ON contracts_keptledger;
    DROP TRIGGER written_once ON contracts_party;
    DROP TRIGGER written_once_closed ON contracts_signinground;
    DROP TRIGGER written_once_sent ON contracts_signinground;
    DROP TRIGGER written_once_kept ON contracts_signinground;
    DROP TRIGGER written_once_signing ON contracts_contract;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0010_rounds_of_old'),
        ('documents', '0004_written_once'),
    ]

    operations = [
        migrations.RunSQL(GUARDS, DROP),
    ]
