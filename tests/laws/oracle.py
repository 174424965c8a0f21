"""What does an answer say, in every wrapping, and which rows does an office have?"""
# ruff: noqa: S608 — the names in the statements are those of our own tables

import html
import io
import re
import zipfile
from contextlib import contextmanager
from urllib.parse import quote, unquote

from django.apps import apps
from django.db import connection, transaction
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from okportal.offices.models import Office, TenantModel
from tests.world import Cast

CANARY = "canary"  # in every text, slug and address of the other office
CHANGING = [
    re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*'),
    re.compile(r'(?<=nonce=")[^"]*'),
    re.compile(r"(?<='nonce-)[^']*"),
    re.compile(r'(?<=X-CSRFToken": ")[^"]*'),
    re.compile(r"csrftoken=\w+|sessionid=\w*|expires=[^;]*"),
]


def spoken(response, url: str) -> str:
    """Headers, cookies and body as text, unzipped and unescaped; without the address that was asked for."""
    parts = [f"{name}: {value}" for name, value in response.headers.items()] + [str(response.cookies)]
    body = response.getvalue()
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    else:
        parts += [body.decode("utf-8", "replace")]
        if body[:5] == b"%PDF-":
            parts += pdf_text(body)
    said = "\n".join(parts)
    for echo in (url, quote(url), quote(url, safe=""), html.escape(url)):
        said = said.replace(echo, "ADDRESS")
    return said


def pdf_text(body: bytes) -> list[str]:
    """Text and metadata; of what only pretends to be a PDF the bytes must do."""
    try:
        reader = PdfReader(io.BytesIO(body))
        return [page.extract_text() for page in reader.pages] + [str(reader.metadata)]
    except PyPdfError:
        return []


def gives_away(said: str) -> str:
    """The words around the canary, or "" when there is none."""
    for form in (said, html.unescape(said), unquote(said), re.sub(r"\s+", "", said)):
        place = form.lower().find(CANARY)
        if place >= 0:
            return " ".join(form[max(0, place - 60) : place + 40].split())
    return ""


def settled(said: str) -> str:
    """The same for two answers that differ only in what must differ: tokens, nonces, times."""
    for pattern in CHANGING:
        said = pattern.sub("", said)
    return said


def tenant_tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel))


def rows_sql() -> str:
    """Each row of an office as text: its own tables, its office row, and its people's logins."""
    conditions = dict.fromkeys(tenant_tables(), "office_id = %(office)s") | {
        Office._meta.db_table: "id = %(office)s",
        "people_user": "id = ANY(%(users)s)",
        "account_emailaddress": "user_id = ANY(%(users)s)",
        "mfa_authenticator": "user_id = ANY(%(users)s)",
    }
    return " UNION ALL ".join(
        f"SELECT '{table}' || t::text AS row FROM {table} t WHERE {condition}"
        for table, condition in conditions.items()
    )


def fingerprint(cast: Cast) -> str:
    return _ask(cast, f"SELECT md5(string_agg(row, '|' ORDER BY row)) FROM ({rows_sql()}) AS everything")


def canaries_among_own(cast: Cast) -> int:
    return _ask(cast, f"SELECT count(*) FROM ({rows_sql()}) AS everything WHERE row ILIKE '%%{CANARY}%%'")


def _ask(cast, sql):
    users = [user.pk for user in cast.users.values()]
    with cast.scope(), connection.cursor() as cursor:
        cursor.execute(sql, {"office": cast.office.pk, "users": users})
        return cursor.fetchone()[0]


@contextmanager
def undone():
    """What the block writes is taken back afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
