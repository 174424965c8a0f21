"""Law: every column about a person is named in docs/privacy.yaml with purpose, basis and retention."""

import yaml
from django.apps import apps

from okportal.embedded.system import ROOT
from okportal.offices.models import TenantModel

REGISTER = yaml.safe_load((ROOT / "docs" / "privacy.yaml").read_text())
# Tables outside offices that hold something about people.
OF_LOGINS = {
    "people.User", "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator",
    "usersessions.UserSession", "sessions.Session", "admin.LogEntry",
}  # fmt: skip
# National or technical data: nothing about anybody.
ABOUT_NOBODY = {
    "offices.County", "offices.CountyRule", "offices.Office", "curricula.Trade", "curricula.Curriculum",
    "curricula.Aim", "auth.Permission", "auth.Group", "contenttypes.ContentType",
}  # fmt: skip
IN_EVERY_ROW = {"id", "office_id"}


def models_about_people():
    return [model for model in apps.get_models() if issubclass(model, TenantModel) or model._meta.label in OF_LOGINS]


def test_every_model_is_about_people_or_named_as_about_nobody():
    others = {model._meta.label for model in apps.get_models()} - {model._meta.label for model in models_about_people()}
    assert others == ABOUT_NOBODY
    assert set(REGISTER["models"]) == {model._meta.label for model in models_about_people()}


def test_every_column_is_personal_or_named_as_not():
    wrong = {}
    for model in models_about_people():
        entry = REGISTER["models"].get(model._meta.label, {"personal": {}, "not_personal": []})
        columns = {field.column for field in model._meta.local_fields} - IN_EVERY_ROW
        personal, other = set(entry["personal"]), set(entry["not_personal"])
        faults = {
            "not in the register": columns - personal - other,
            "gone from the model": (personal | other) - columns,
            "both personal and not": personal & other,
        }
        if any(faults.values()):
            wrong[model._meta.label] = {fault: names for fault, names in faults.items() if names}
    assert wrong == {}


def test_every_personal_column_has_purpose_basis_and_retention():
    known = {"purpose": REGISTER["purposes"], "basis": REGISTER["bases"], "retention": REGISTER["retentions"]}
    wrong = [
        f"{model}.{column}"
        for model, entry in REGISTER["models"].items()
        for column, given in entry["personal"].items()
        if set(given) != set(known) or any(given[kind] not in words for kind, words in known.items())
    ]
    assert wrong == []


def test_every_purpose_basis_and_retention_is_used():
    given = [column for entry in REGISTER["models"].values() for column in entry["personal"].values()]
    for kind, words in (("purpose", "purposes"), ("basis", "bases"), ("retention", "retentions")):
        assert {column[kind] for column in given} == set(REGISTER[words])
