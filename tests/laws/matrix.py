"""Does any page, asked by anybody in any way, show or change something of another office?"""

from itertools import product
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.http import SimpleCookie
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone

from okportal.offices.scope import platform_scope
from okportal.people.models import User
from okportal.permissions import ROLES, Role
from tests.laws.cast import OF_NO_OFFICE, ids, missing
from tests.laws.catalogue import Page
from tests.laws.filling import as_sent, is_choice_of_rows, remembering, sample
from tests.laws.oracle import canaries_among_own, fingerprint, gives_away, settled, spoken, undone
from tests.world import Cast, World

ANONYMOUS, NOBODY, PLATFORM = "anonymous", "nobody", "platform"
EVERYBODY = [*Role, ANONYMOUS, NOBODY, PLATFORM]
MOST_VARIANTS = 12
HTMX = {"HX-Request": "true"}
NOT_HERE = {404, 405}


class Problem(NamedTuple):
    """`kind`: shown, answered, differs, offered, changed, taken in, broke or unknown."""

    kind: str
    page: str
    who: str
    detail: str


class Answer(NamedTuple):
    status: int
    said: str
    forms: list
    response: object


class Walk:
    """One person of the office `here` walks over the pages; `problems` holds what should not have happened.

    `is_thorough` asks with every own id, not only until one is answered with a page.
    """

    def __init__(self, world: World, who, is_thorough=True):
        self.here, self.there, self.who, self.is_thorough = world.here, world.there, who, is_thorough
        self.ids = {cast.office.pk: ids(cast) for cast in (self.here, self.there)}
        self.client = client_of(self.here, who)
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.before = fingerprint(self.there)
        self.problems: list[Problem] = []
        self.fields_tried: set[tuple] = set()

    def visit(self, page: Page):
        unknown = [key for key in page.keys if key not in self.ids[self.here.office.pk]]
        if unknown:
            self.report("unknown", page, f"no ids for {unknown} in tests/laws/cast.py")
        elif not self.may_open(page):
            self.knock(page)
        else:
            self.walk_in(page)

    def knock(self, page):
        """A page that none of the person's roles opens is not there, whatever the id."""
        values = self.variants(page, self.here)[0]
        for method in ("GET", "POST"):
            self.expect_nothing(page, self.ask(method, page, self.here, values), f"{method} without permission")

    def walk_in(self, page):
        chosen, rendered = self.look(page)
        if page.is_admin:
            return  # what platform staff sees of the offices is meant; the tables behind the walls have no admin
        self.touch(page, chosen or 0, rendered)
        if set(page.keys) - OF_NO_OFFICE:
            self.reach_over(page, chosen or 0, rendered)
        if page.is_in_office:
            self.go_over(page, chosen or 0)

    def look(self, page) -> tuple[int | None, list]:
        """GET with each own id; returns the first that was answered with a page, and the forms on it."""
        chosen, rendered = None, []
        for index, values in enumerate(self.variants(page, self.here)):
            answer = self.ask("GET", page, self.here, values)
            if answer.status == 200 and chosen is None:
                chosen, rendered = index, answer.forms
                if not self.is_thorough:
                    break
        return chosen, rendered

    def touch(self, page, chosen, rendered):
        """Own ids: as htmx asks, with what belongs to the other office typed in, and sent."""
        values = self.variants(page, self.here)[chosen]
        self.ask("GET", page, self.here, values, headers=HTMX)
        self.ask("POST", page, self.here, values)
        if rendered:
            foreign = self.typed_in(rendered)
            self.ask("GET", page, self.here, values, body=foreign)
            self.ask("POST", page, self.here, values, body=foreign)
            self.try_fields(page, rendered)

    def reach_over(self, page, chosen, rendered):
        """The own office's address with ids of the other: as if they did not exist."""
        own = self.variants(page, self.here)[chosen]
        foreign = self.variants(page, self.there)[chosen]
        bound = [key for key in page.keys if key not in OF_NO_OFFICE]
        for exchanged in exchanges(bound):
            values = own | {key: foreign[key] for key in exchanged}
            nobodys = own | {key: missing(key) for key in exchanged}
            answer = self.ask("GET", page, self.here, values)
            expected = self.ask("GET", page, self.here, nobodys)
            self.expect_nothing(page, answer, f"GET with foreign {exchanged}")
            if settled(answer.said) != settled(expected.said):
                self.report("differs", page, f"foreign {exchanged} and a missing one are told apart")
            answer = self.ask("POST", page, self.here, values, body=self.typed_in(rendered))
            self.expect_nothing(page, answer, f"POST with foreign {exchanged}")

    def go_over(self, page, chosen):
        """The other office's address, with ids that are right there; a page open to anyone, with the own token.

        One that is open to anyone and names nothing is each office's own front, the same for all.
        """
        if getattr(page.view, "open_to_anyone", False) and not page.keys:
            return
        whose = self.here if getattr(page.view, "open_to_anyone", False) else self.there
        values = self.variants(page, whose)[chosen]
        for method in ("GET", "POST"):
            answer = self.ask(method, page, self.there, values)
            self.expect_nothing(page, answer, f"{method} at the other office's address")

    def expect_nothing(self, page, answer, what):
        to_login = answer.status == 302 and self.who == ANONYMOUS
        sent_on = not page.is_in_office and answer.status == 302  # allauth and admin: to a page one may see
        if answer.status not in NOT_HERE and not to_login and not sent_on:
            self.report("answered", page, f"{what}: {answer.status}")

    def ask(self, method, page, cast: Cast, values, body=None, headers=None) -> Answer:
        """Ask, judge what comes back, and take back what was written."""
        url = page.url(cast.office.slug, values)
        seen = []
        remember = remembering(seen)
        template_rendered.connect(remember)
        try:
            with undone():
                response = self.client.generic(method, url, **as_sent(method, body), headers=headers)
                said = spoken(response, response.request["PATH_INFO"])
                self.judge(page, method, values, response, said)
        finally:
            template_rendered.disconnect(remember)
            self.client.cookies = SimpleCookie(self.cookies)
        return Answer(response.status_code, said, seen, response)

    def judge(self, page, method, values, response, said):
        what = f"{method} {values or ''}"
        if response.status_code >= 500:
            error = getattr(response, "exc_info", None)
            self.report("broke", page, f"{what}: {response.status_code} {error[1] if error else ''!r}")
            return
        if not (page.is_admin and self.who == PLATFORM) and (words := gives_away(said)):
            self.report("shown", page, f"{what}: … {words} …")
        # A page that is not there was left by an exception, or before the view: nothing can have been written.
        if method == "POST" and response.status_code not in NOT_HERE:
            self.judge_rows(page, what)

    def judge_rows(self, page, what):
        try:
            connection.check_constraints()  # the keys are deferred to the commit, which never comes here
        except IntegrityError as error:
            self.report("broke", page, f"{what} at commit: {error}")
            return
        if fingerprint(self.there) != self.before:
            self.report("changed", page, what)
        if canaries_among_own(self.here):
            self.report("taken in", page, what)

    def try_fields(self, page, rendered):
        """Each choice among rows must refuse a row of the other office."""
        for form in rendered:
            for name, field in form.fields.items():
                if not is_choice_of_rows(field) or (page.name, name) in self.fields_tried:
                    continue
                self.fields_tried.add((page.name, name))
                pk = self.foreign_pk(field.queryset.model)
                with self.in_office():
                    try:
                        field.clean([pk] if isinstance(field, forms.ModelMultipleChoiceField) else pk)
                    except ValidationError:
                        continue
                self.report("offered", page, f"field {name} takes a foreign {field.queryset.model.__name__}")

    def typed_in(self, rendered) -> dict:
        """An answer for each field, with the other office's rows wherever a row is asked for."""
        body = {}
        with self.in_office():  # choices are looked up when they are first asked for
            for form in rendered:
                for name, field in form.fields.items():
                    body[form.add_prefix(name)] = self.answer_to(form, name, field)
        return body

    def answer_to(self, form, name, field):
        if is_choice_of_rows(field):
            return self.foreign_pk(field.queryset.model)
        if isinstance(field, forms.ModelChoiceField):
            row = field.queryset.first()
            return row.pk if row else ""
        given = form.get_initial_for_field(field, name)
        if given not in (None, ""):
            return given
        return sample(field)

    def foreign_pk(self, model):
        with self.there.scope():
            return model._base_manager.filter(office_id=self.there.office.pk).values_list("pk", flat=True).first()

    def in_office(self):
        return self.here.scope(self.who if self.who in Role else None)

    def variants(self, page, cast) -> list[dict]:
        known = self.ids[cast.office.pk] | (admin_ids(page, cast) if page.is_admin else {})
        combinations = product(*(known[key] for key in page.keys))
        return [dict(zip(page.keys, values, strict=True)) for values in combinations][:MOST_VARIANTS]

    def may_open(self, page) -> bool:
        if page.is_admin:
            return self.who == PLATFORM or page.name == "admin:login"
        permission = getattr(page.view, "permission", None)
        return permission is None or (self.who in Role and permission in ROLES[self.who])

    def report(self, kind, page, detail):
        self.problems.append(Problem(kind, page.name, str(self.who), detail))


def admin_ids(page, cast) -> dict[str, list]:
    """A row of the model that this admin page is about."""
    admin = getattr(page.view, "model_admin", None)
    if admin is None:
        return {}
    with platform_scope(cast.users[Role.READER].pk):
        return {"object_id": list(admin.model._default_manager.values_list("pk", flat=True)[:1]) or ["0"]}


def client_of(cast: Cast, who) -> Client:
    """Signed in a moment ago with a password, or not at all."""
    client = Client(raise_request_exception=False)
    if who == ANONYMOUS:
        return client
    if who in Role:
        client = cast.client(who)
        client.raise_request_exception = False
    else:
        user = User.objects.create_user(f"{who}@example.test", None, name=who, is_staff=who == PLATFORM)
        user.is_superuser = who == PLATFORM
        user.save()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    shown = {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def exchanges(keys: list[str]) -> list[tuple[str, ...]]:
    """All ids foreign; with several also each alone: own parent with foreign child and the reverse."""
    return [tuple(keys)] + ([(key,) for key in keys] if len(keys) > 1 else [])
