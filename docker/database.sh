#!/bin/sh
# Makes roles, passwords and database the first time the database container starts on an empty volume.
# The roles and their rights are those of the embedded default: okportal/embedded/sql, mounted at /okportal/sql.
set -eu

psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" -d postgres <<'SQL'
\getenv owner_password OKPORTAL_DB_OWNER_PASSWORD
\getenv app_password OKPORTAL_DB_PASSWORD
\getenv database OKPORTAL_DB_NAME
\ir /okportal/sql/roles.sql
ALTER ROLE okportal_owner PASSWORD :'owner_password';
ALTER ROLE okportal_app PASSWORD :'app_password';
CREATE DATABASE :"database" OWNER okportal_owner;
\connect :"database"
\ir /okportal/sql/privileges.sql
SQL
