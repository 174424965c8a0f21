"""A stored file is written once: what it is recognised by never changes."""

from django.db import migrations

WRITTEN_ONCE = """
    CREATE FUNCTION okportal_written_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
    BEGIN
        RAISE EXCEPTION '%: written once', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'written_once', TABLE = TG_TABLE_NAME;
    END $$;
    CREATE TRIGGER written_once BEFORE UPDATE ON documents_storedfile
        FOR EACH ROW EXECUTE FUNCTION okportal_written_once();
"""
DROP = """
    DROP TRIGGER written_once ON documents_storedfile;
    DROP FUNCTION okportal_written_once();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_seals'),
    ]

    operations = [
        migrations.RunSQL(WRITTEN_ONCE, DROP),
    ]
