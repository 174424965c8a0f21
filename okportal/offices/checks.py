"""Does the database role respect the walls?"""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

ROLE = """
    SELECT rolsuper OR rolbypassrls, EXISTS (
        SELECT FROM pg_class WHERE relkind = 'r' AND relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace
    ) FROM pg_roles WHERE rolname = current_user
"""


@register(Tags.database, deploy=False)
def role_is_bound(app_configs, databases=None, **kwargs):
    """Refuse to start web and worker as a superuser, with BYPASSRLS or as the tables' owner.

    Runs where Django runs database checks (`manage.py check --database default`, before gunicorn and Celery
    start); `migrate` runs them too, as the owner, and is let through by its name.
    """
    if not databases or "default" not in databases:
        return []
    if settings.DATABASES["default"]["USER"] == settings.DB_OWNER:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(ROLE)
        is_unbound, is_owner = cursor.fetchone()
    if is_unbound or is_owner:
        return [
            Error(
                "The database role of the application passes the office's walls.",
                hint="Run it as okportal_app: no superuser, no BYPASSRLS, owner of no table (docs/adr/0003).",
                id="offices.E001",
            )
        ]
    return []
