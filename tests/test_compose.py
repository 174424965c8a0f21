"""Do the containers share no secret they need not know, and explain every variable?"""

import re

import yaml

from okportal.embedded.system import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
EXAMPLE = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
ASKED = re.findall(r"\$\{(\w+)([^}]*)\}", COMPOSE)
SECRET = re.compile(r"PASSWORD|SECRET|KEY|EMAIL_URL")


def test_only_the_migrations_run_as_the_owner_of_the_tables():
    users = {
        name: service["environment"]["OKPORTAL_DB_USER"]
        for name, service in SERVICES.items()
        if "OKPORTAL_DB_USER" in service.get("environment", {})
    }
    assert users.pop("migrate") == "okportal_owner"
    assert users == dict.fromkeys(("web", "worker", "beat"), "okportal_app")


def test_the_password_of_the_owner_is_known_to_database_and_migrations_only():
    knowing = {name for name, service in SERVICES.items() if "OKPORTAL_DB_OWNER_PASSWORD" in str(service)}
    assert knowing == {"db", "migrate"}


def test_every_variable_is_explained_and_every_explained_one_is_used():
    assert {name for name, _rest in ASKED} == set(EXAMPLE)


def test_no_secret_has_a_default():
    secrets = {name: rest for name, rest in ASKED if SECRET.search(name)}
    assert secrets and set(secrets.values()) == {":?"}
    assert not any(EXAMPLE[name] for name in secrets)
    written_out = [
        f"{name}: {variable}"
        for name, service in SERVICES.items()
        for variable, value in service.get("environment", {}).items()
        if SECRET.search(variable) and "${" not in value
    ]
    assert written_out == []


def test_every_service_that_stays_says_how_it_is():
    unwatched = {name for name, service in SERVICES.items() if "healthcheck" not in service}
    assert unwatched == {"migrate"}


def test_database_and_broker_cannot_be_reached_from_outside_and_the_web_from_this_machine_only():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_what_must_outlive_the_containers_lies_in_volumes():
    volumes = yaml.safe_load(COMPOSE)["volumes"]
    mounted = {mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])}
    assert set(volumes) == {"database", "broker", "media"} <= mounted


def test_the_image_gets_no_secret_and_no_data():
    ignored = (ROOT / ".dockerignore").read_text().split("\n")
    assert {".env", "var", ".git", ".venv"} <= set(ignored)


def test_the_web_is_asked_by_the_name_that_people_use():
    """The first allowed host may be a pattern (`.example.no`), which is no name to ask by."""
    script = SERVICES["web"]["healthcheck"]["test"][-1]
    assert "OKPORTAL_BASE_URL" in script and "ALLOWED_HOSTS" not in script
    compile(script, "healthcheck", "exec")
