"""Law: every table of an office has its wall, and every key and index in it begins with the office."""
# ruff: noqa: S608 — the statements are put together from constants

import pytest
from django.apps import apps
from django.db import connection

from okportal.embedded.roles import APP, OWNER

TENANT = """
    SELECT c.oid, c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'office_id'
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""
# Tables that belong to no office, and why.
GLOBAL = {
    "people_user": "one login for all offices",
    "people_user_groups": "Django's, unused",
    "people_user_user_permissions": "Django's, unused",
    "account_emailaddress": "of a login",
    "account_emailconfirmation": "of a login",
    "mfa_authenticator": "of a login",
    "django_session": "of a login",
    "usersessions_usersession": "of a login: where one is signed in",
    "django_admin_log": "platform staff's work on global rows; no tenant model is in the admin",
    "django_content_type": "Django's",
    "django_migrations": "Django's",
    "auth_group": "Django's, unused",
    "auth_group_permissions": "Django's, unused",
    "auth_permission": "Django's, unused",
    "offices_county": "national",
    "offices_countyrule": "national",
    "curricula_trade": "national",
    "curricula_curriculum": "national",
    "curricula_aim": "national",
}
# The tenant itself: walled by its own id.
THE_OFFICE = "offices_office"
# Indexes that do not begin with the office, and why.
WITHOUT_OFFICE = {
    "membership_person": "the door: asks by person before any office is known",
    "message_waiting": "the claim of the outbox looks across all offices",
}
DEFINER_FUNCTIONS = {"okportal_office_id", "okportal_office_ids", "okportal_claim_messages"}


def ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_table_is_an_offices_own_or_named_as_global():
    tables = {name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    tenant = {name for _oid, name in ask(TENANT)}
    assert tables - tenant - {THE_OFFICE} == set(GLOBAL) & tables
    assert tenant, "no table of an office found: the law would be empty"


@pytest.mark.django_db
def test_every_table_of_an_office_has_its_policy_enforced():
    unwalled = ask(
        f"""
        SELECT t.relname FROM ({TENANT} UNION SELECT oid, relname FROM pg_class WHERE relname = %s) t
        JOIN pg_class c USING (oid)
        LEFT JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = t.relname
        GROUP BY t.relname, c.relrowsecurity, c.relforcerowsecurity
        HAVING NOT (c.relrowsecurity AND c.relforcerowsecurity) OR count(p.policyname) <> 1
            OR NOT bool_and(p.cmd = 'ALL' AND p.permissive = 'PERMISSIVE')
            OR NOT bool_and(p.qual LIKE '%%okportal.office_id%%' AND p.with_check LIKE '%%okportal.office_id%%')
        """,
        THE_OFFICE,
    )
    assert unwalled == []


@pytest.mark.django_db
def test_every_table_of_an_office_is_a_target_for_keys_with_the_office():
    without = ask(
        f"""
        SELECT relname FROM ({TENANT}) t WHERE NOT EXISTS (
            SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'u'
            AND pg_get_constraintdef(k.oid) = 'UNIQUE (office_id, id)')
        """
    )
    assert without == []


@pytest.mark.django_db
def test_every_key_between_tables_of_an_office_carries_the_office():
    plain = ask(
        f"""
        WITH tenant AS ({TENANT})
        SELECT k.conname FROM pg_constraint k
        JOIN tenant here ON here.oid = k.conrelid JOIN tenant there ON there.oid = k.confrelid
        WHERE k.contype = 'f' AND pg_get_constraintdef(k.oid) NOT LIKE
              'FOREIGN KEY (office_id, %%) REFERENCES %%(office_id, id)%%'
        """
    )
    assert plain == []


@pytest.mark.django_db
def test_every_reference_of_the_models_has_its_key_in_the_database():
    """TenantForeignKey makes no constraint by itself: one that ProtectTable or ProtectKey forgot is found here."""
    known = {
        (table, definition.split("(office_id, ")[1].split(")")[0])
        for table, definition in ask(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND pg_get_constraintdef(oid) LIKE 'FOREIGN KEY (office_id, %%'"
        )
    }
    declared = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if getattr(field, "is_tenant_key", False)
    }
    assert declared
    assert declared - known == set()


@pytest.mark.django_db
def test_every_index_of_an_office_begins_with_the_office():
    others = ask(
        f"""
        SELECT i.relname FROM ({TENANT}) t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_attribute a ON a.attrelid = i.oid AND a.attnum = 1
        WHERE NOT x.indisprimary AND a.attname <> 'office_id'
        """
    )
    assert {name for (name,) in others} == set(WITHOUT_OFFICE)


@pytest.mark.django_db
def test_functions_across_offices_are_few_and_bound():
    found = ask(
        """
        SELECT p.proname, r.rolname, p.proconfig::text, has_function_privilege('public', p.oid, 'EXECUTE')
        FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        """
    )
    assert {name for name, *_rest in found} == DEFINER_FUNCTIONS
    for name, owner, config, is_public in found:
        assert (owner, is_public) == ("okportal_system", False), name
        assert "search_path=pg_catalog, public" in config, name


@pytest.mark.django_db
def test_application_owns_nothing_and_passes_no_wall():
    flags = ask("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", APP)
    assert flags == [(False, False, False, False)]
    assert ask("SELECT relname FROM pg_class WHERE relowner = %s::regrole", APP) == []
    assert ask("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", APP) == []
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", APP) == [(False,)]


@pytest.mark.django_db
def test_tables_come_without_the_right_to_truncate():
    """TRUNCATE ignores row-level security. The tests' own tables have it granted; what counts is what new ones get."""
    default = ask(
        "SELECT defaclacl::text FROM pg_default_acl WHERE defaclrole = %s::regrole AND defaclobjtype = 'r'", OWNER
    )
    assert default, "the owner's tables come with no rights at all"
    (rights,) = [part for part in default[0][0].strip("{}").split(",") if part.startswith(f"{APP}=")]
    assert set(rights.split("=")[1].split("/")[0]) == set("arwd")  # insert, select, update, delete


@pytest.mark.django_db
def test_no_view_reads_past_the_walls():
    views = ask(
        "SELECT relname, reloptions::text FROM pg_class"
        " WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    )
    assert [name for name, options in views if "security_invoker" not in (options or "")] == []
