-- What the roles may do in one database; safe to run again. Never TRUNCATE: it ignores row-level security.
GRANT USAGE, CREATE ON SCHEMA public TO okportal_owner;
GRANT USAGE, CREATE ON SCHEMA public TO okportal_system;
GRANT USAGE ON SCHEMA public TO okportal_app;

-- Only for tables that come: a migration may take rights away again, and this must not give them back.
ALTER DEFAULT PRIVILEGES FOR ROLE okportal_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO okportal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE okportal_owner GRANT USAGE ON SEQUENCES TO okportal_app;
