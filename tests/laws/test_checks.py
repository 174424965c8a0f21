"""Law: the project's own tools have nothing to say, and no file grows past what one reads in one go."""

import os
import re
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

from okportal.embedded.system import ROOT

PACKAGES = ("okportal", "companies", "apprenticeships", "training", "contracts", "followup", "exams")
MOST_LINES, MOST_TEMPLATE_LINES = 350, 140
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "okportal.config.settings.production",
    "OKPORTAL_SECRET_KEY": "of-the-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "OKPORTAL_ALLOWED_HOSTS": "okportal.example",
    "OKPORTAL_TRUSTED_ORIGINS": "https://okportal.example",
    "OKPORTAL_BASE_URL": "https://okportal.example",
    "OKPORTAL_FIELD_KEYS": "k1:" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "OKPORTAL_BLIND_INDEX_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "OKPORTAL_SEAL_KEYS": "k1:" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "OKPORTAL_SMS_GATEWAY": "",  # development writes texts to the log
    "OKPORTAL_EMAIL_URL": "smtps://user:word@mail.okportal.example:465",
}
# Scripts, styles and handlers in the page itself, which the content security policy forbids.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=[\"']|\son\w+=[\"']|javascript:", re.IGNORECASE)
INERT = re.compile(r"<script[^>]*type=\"application/json\"[^>]*>")


def run(*command, **environment):
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False, env=os.environ | environment
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_production_settings_pass_the_deployment_check():
    run(sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def test_production_refuses_to_start_without_its_secrets():
    """No default secret: a forgotten variable stops the start."""
    for name in ("OKPORTAL_SECRET_KEY", "OKPORTAL_FIELD_KEYS", "OKPORTAL_BLIND_INDEX_KEY", "OKPORTAL_SEAL_KEYS"):
        given = {key: value for key, value in (os.environ | PRODUCTION).items() if key != name}
        result = subprocess.run(
            [sys.executable, "manage.py", "check"], cwd=ROOT, capture_output=True, text=True, env=given, check=False
        )
        assert result.returncode != 0, name
        assert name in result.stderr


def test_migrations_say_what_the_models_say(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():  # it asks the database which migrations it has
        call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_style_is_ruffs():
    ruff = Path(sys.executable).with_name("ruff")
    run(ruff, "check", "--no-cache", "--output-format", "concise", ".")
    run(ruff, "format", "--no-cache", "--check", ".")


def test_no_module_is_too_long():
    modules = [
        path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
    ]
    assert too_long(modules, MOST_LINES) == {}


def test_no_template_is_too_long():
    assert too_long((ROOT / "templates").rglob("*.html"), MOST_TEMPLATE_LINES) == {}


def too_long(paths, most):
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > most}


def test_no_template_holds_script_or_style():
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = path.relative_to(ROOT / "templates")
        if {"pdf", "email"} & set(name.parts):
            continue  # read by WeasyPrint and by mail programs, not by a browser under our policy
        hits = [hit for hit in INLINE.findall(path.read_text()) if not INERT.match(hit)]
        if hits:
            found[str(name)] = hits
    assert found == {}
