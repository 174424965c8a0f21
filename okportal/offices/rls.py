"""How does a table get its wall? Migration operations for row-level security and same-office foreign keys."""

from django.db.migrations.operations.base import Operation

OFFICE = "current_setting('okportal.office_id')::bigint"
# For the two tables one must read before an office is entered: no error when nothing is set, but no row either.
HERE = "NULLIF(current_setting('okportal.office_id', true), '')::bigint"
ME = "NULLIF(current_setting('okportal.user_id', true), '')::bigint"
PLATFORM = "current_setting('okportal.platform', true) = 'on'"


class ProtectTable(Operation):
    """Put the office's wall around a tenant table; stands right after its CreateModel.

    Policy (ENABLE and FORCE), `UNIQUE (office_id, id)` as the target of others, and for each TenantForeignKey a
    key `(office_id, x_id) → (office_id, id)`: foreign-key checks see past row-level security, so a plain key
    could point into another office (docs/adr/0004). `using`/`check` replace the usual policy expression.
    """

    reversible = True

    def __init__(self, name, using=None, check=None):
        self.name = name
        self.using = using
        self.check = check

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.name)
        table = schema_editor.quote_name(model._meta.db_table)
        using = self.using or f"office_id = {OFFICE}"
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY office ON {table} USING ({using}) WITH CHECK ({self.check or using})",
        ]
        if "office" in {field.name for field in model._meta.fields}:
            name = f"{model._meta.db_table}_in_office"
            statements.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" UNIQUE (office_id, id)')
        stand_in_no_office(schema_editor)
        for statement in statements:
            schema_editor.execute(statement)
        for field in model._meta.local_fields:
            if getattr(field, "is_tenant_key", False):
                add_same_office_key(schema_editor, model, field)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass  # the table itself goes in the CreateModel's reverse

    def describe(self):
        return f"Put the office's wall around {self.name}"

    def deconstruct(self):
        kwargs = {key: value for key, value in (("using", self.using), ("check", self.check)) if value}
        return type(self).__name__, [self.name], kwargs


class ProtectKey(Operation):
    """The same-office key for a TenantForeignKey added to a table that already has its wall."""

    reversible = True

    def __init__(self, model_name, field_name):
        self.model_name = model_name
        self.field_name = field_name

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        stand_in_no_office(schema_editor)
        add_same_office_key(schema_editor, model, model._meta.get_field(self.field_name))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass  # the column goes in the AddField's reverse

    def describe(self):
        return f"Keep {self.model_name}.{self.field_name} inside the office"

    def deconstruct(self):
        return type(self).__name__, [self.model_name, self.field_name], {}


class InEachOffice(Operation):
    """Run a statement once per office: the walls hold for the owner as well, who would otherwise touch no row.

    `sql` may name the office as `%(office)s`.
    """

    reversible = True
    reduces_to_sql = False

    def __init__(self, sql):
        self.sql = sql

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT okportal_office_ids()")
            for (office,) in cursor.fetchall():
                cursor.execute("SELECT set_config('okportal.office_id', %s, true)", [str(office)])
                cursor.execute(self.sql, {"office": office})
                # The keys are checked now, while the office is set: at the commit none is, and a table with checks
                # still to come cannot be altered by the rest of the migration.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        stand_in_no_office(schema_editor)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass  # what it wrote goes with the column or the table

    def describe(self):
        return "Fill in, office by office"

    def deconstruct(self):
        return type(self).__name__, [self.sql], {}


def stand_in_no_office(schema_editor):
    """Let PostgreSQL add keys: it checks the rows that are there, for our keys and for Django's own at the end of
    the migration, by a query that the policy answers with an error while no office is set. A new table or column
    has none to check, so an office that does not exist will do until the migration's transaction ends.
    """
    schema_editor.execute("SELECT set_config('okportal.office_id', '0', true)")


def add_same_office_key(schema_editor, model, field):
    """`(office_id, x_id) → (office_id, id)`, deferred to the commit as Django's own keys are."""
    table, target = model._meta.db_table, field.remote_field.model._meta.db_table
    schema_editor.execute(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_same_office" '
        f'FOREIGN KEY (office_id, "{field.column}") REFERENCES "{target}" (office_id, id) '
        "DEFERRABLE INITIALLY DEFERRED"
    )


def definer_function(
    signature: str, returns: str, body: str, reads: str, language: str = "sql", writes: str = ""
) -> str:
    """SQL for one of the few functions that look across offices, owned by okportal_system (BYPASSRLS).

    `reads`/`writes`: the tables that its owner may select from / update. Nobody but the app role may call it.
    """
    name = signature.split("(", 1)[0]
    types = signature[len(name) :]
    grants = f"GRANT SELECT ON {reads} TO okportal_system;"
    if writes:
        grants += f"GRANT SELECT, INSERT, UPDATE ON {writes} TO okportal_system;"
    return f"""
        CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} SECURITY DEFINER
        SET search_path = pg_catalog, public AS $body$ {body} $body$;
        REVOKE ALL ON FUNCTION {name}{types} FROM PUBLIC;
        {grants}
        GRANT CREATE ON SCHEMA public TO okportal_system;
        ALTER FUNCTION {name}{types} OWNER TO okportal_system;
        REVOKE CREATE ON SCHEMA public FROM okportal_system;
        GRANT EXECUTE ON FUNCTION {name}{types} TO okportal_app;
    """
