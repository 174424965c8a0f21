"""Contracts from before signing rounds get the one they were signed in, and their credit becomes rows."""

from django.db import migrations

from okportal.offices.rls import InEachOffice

# 48 random bits as XXXX-XXXX-XXXX; hexadecimal digits are letters of the codes that the portal gives out as well.
ROUNDS = """
    INSERT INTO contracts_signinground (
        office_id, contract_id, number, state, code, content, content_sha256, unsigned_file_id, signed_file_id,
        sent_at, sign_by_on, closed_at, close_reason, closed_by_name
    )
    SELECT office_id, id, 1, CASE WHEN is_open THEN 'open' ELSE 'signed' END,
        substr(hex, 1, 4) || '-' || substr(hex, 5, 4) || '-' || substr(hex, 9, 4),
        '', content_sha256, unsigned_file_id, signed_file_id, coalesce(sent_at, created_at), sign_by_on,
        CASE WHEN is_open THEN NULL ELSE coalesce(sent_at, created_at) END, '', ''
    FROM (
        SELECT *, state IN ('with_parties', 'with_office') AS is_open,
            upper(replace(gen_random_uuid()::text, '-', '')) AS hex
        FROM contracts_contract
        WHERE office_id = %(office)s AND (
            unsigned_file_id IS NOT NULL OR state NOT IN ('draft', 'with_parties', 'with_office') AND EXISTS (
                SELECT FROM contracts_party WHERE office_id = contracts_contract.office_id
                AND contract_id = contracts_contract.id
            )
        )
    ) sent;
    UPDATE contracts_contract SET round_id = signed.id FROM contracts_signinground signed
        WHERE contracts_contract.office_id = %(office)s AND signed.office_id = contracts_contract.office_id
        AND signed.contract_id = contracts_contract.id;
    UPDATE contracts_party SET round_id = signed.id,
            -- While the parties sign, the office's turn has not come.
            asked_at = CASE WHEN role = 'office' AND signed.state = 'open' AND EXISTS (
                SELECT FROM contracts_contract WHERE office_id = signed.office_id AND id = signed.contract_id
                AND state = 'with_parties'
            ) THEN NULL ELSE signed.sent_at END,
            place = CASE WHEN role = 'office' THEN 9 ELSE 1 END
        FROM contracts_signinground signed
        WHERE contracts_party.office_id = %(office)s AND signed.office_id = contracts_party.office_id
        AND signed.contract_id = contracts_party.contract_id;
"""
CREDIT = """
    INSERT INTO contracts_contractcredit (office_id, contract_id, kind, months, days, has_relevant_yff, decided_by)
    SELECT office_id, id,
        CASE credit_basis WHEN 'certificate' THEN 'certificate_other' WHEN 'practice' THEN 'practice' ELSE 'agreed' END,
        credit_months, 0, false, ''
    FROM contracts_contract WHERE office_id = %(office)s AND credit_months > 0;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0009_vigo'),
    ]

    operations = [
        InEachOffice(ROUNDS),
        InEachOffice(CREDIT),
    ]
