-- The three roles of a cluster; safe to run again. Passwords, where there are any, are set elsewhere.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'okportal_owner') THEN
        CREATE ROLE okportal_owner LOGIN CREATEDB;        -- owns the tables, runs the migrations
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'okportal_app') THEN
        CREATE ROLE okportal_app LOGIN;                   -- web and worker; owns nothing, bound by row-level security
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'okportal_system') THEN
        CREATE ROLE okportal_system NOLOGIN BYPASSRLS;    -- owns the few functions that look across offices
    END IF;
END
$$;

GRANT okportal_system TO okportal_owner;
