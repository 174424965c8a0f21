"""The guards cover everything that the signed paper says: of a contract, its credit, and an amendment."""

from django.db import migrations

CONTRACT = """
    DROP TRIGGER written_once_signing ON contracts_contract;
    CREATE TRIGGER written_once_signing BEFORE UPDATE ON contracts_contract
        FOR EACH ROW WHEN (
            OLD.state IN ('checking', 'with_parties', 'with_office')
            AND NEW.state IN ('checking', 'with_parties', 'with_office', 'signed')
            AND (OLD.kind, OLD.start_on, OLD.end_on, OLD.calculated_end_on, OLD.months, OLD.credit_months,
                 OLD.position_percent, OLD.workplace, OLD.remarks, OLD.language, OLD.aim_codes, OLD.other_end_because,
                 OLD.practice_before_months, OLD.template_id, OLD.apprenticeship_id, OLD.number)
            IS DISTINCT FROM
                (NEW.kind, NEW.start_on, NEW.end_on, NEW.calculated_end_on, NEW.months, NEW.credit_months,
                 NEW.position_percent, NEW.workplace, NEW.remarks, NEW.language, NEW.aim_codes, NEW.other_end_because,
                 NEW.practice_before_months, NEW.template_id, NEW.apprenticeship_id, NEW.number)
        ) EXECUTE FUNCTION okportal_written_once();
"""
AMENDMENT = """
    CREATE TRIGGER written_once_signing BEFORE UPDATE ON contracts_amendment
        FOR EACH ROW WHEN (
            OLD.state = 'signing' AND NEW.state IN ('signing', 'signed')
            AND (OLD.contract_id, OLD.number, OLD.kind, OLD.reason, OLD.from_on, OLD.to_on, OLD.days, OLD.percent,
                 OLD.absence, OLD.interruption_id, OLD.new_establishment_id, OLD.new_workplace, OLD.new_supervisor_id,
                 OLD.new_trade_id, OLD.new_curriculum_id, OLD.new_kind, OLD.calculated_end_on, OLD.end_on)
            IS DISTINCT FROM
                (NEW.contract_id, NEW.number, NEW.kind, NEW.reason, NEW.from_on, NEW.to_on, NEW.days, NEW.percent,
                 NEW.absence, NEW.interruption_id, NEW.new_establishment_id, NEW.new_workplace, NEW.new_supervisor_id,
                 NEW.new_trade_id, NEW.new_curriculum_id, NEW.new_kind, NEW.calculated_end_on, NEW.end_on)
        ) EXECUTE FUNCTION okportal_written_once();
"""
CREDIT = """
    CREATE FUNCTION okportal_credit_under_signing() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM contracts_contract WHERE office_id = OLD.office_id AND id = OLD.contract_id
            AND state IN ('checking', 'with_parties', 'with_office')
        ) THEN
            RAISE EXCEPTION 'contracts_contractcredit: written once'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'written_once', TABLE = 'contracts_contractcredit';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER written_once_signing BEFORE UPDATE OR DELETE ON contracts_contractcredit
        FOR EACH ROW EXECUTE FUNCTION okportal_credit_under_signing();
"""
DROP_AMENDMENT = "DROP TRIGGER written_once_signing ON contracts_amendment;"
DROP_CREDIT = """
    DROP TRIGGER written_once_signing ON contracts_contractcredit;
    DROP FUNCTION okportal_credit_under_signing();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0012_rounds_hold_it'),
    ]

    operations = [
        migrations.RunSQL(CONTRACT, migrations.RunSQL.noop),
        migrations.RunSQL(AMENDMENT, DROP_AMENDMENT),
        migrations.RunSQL(CREDIT, DROP_CREDIT),
    ]
