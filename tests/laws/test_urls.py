"""Law: every address has a name, and every page says who may open it."""

from django.urls import get_resolver

from okportal.home.admin import RESERVED_SLUGS
from tests.laws.catalogue import UNNAMED, every_page, pages

# Pages outside an office that ask for no login, and why.
OPEN = {
    "live": "health",
    "ready": "health",
    "ui:components": "development only",
    "admin:login": "where platform staff is sent to log in",
    "account_login": "to log in",
    "account_logout": "to log out",
    "account_inactive": "what a closed login is told",
    "account_signup": "says that it is closed",
    "account_email_verification_sent": "part of logging in",
    "account_request_login_code": "part of logging in",
    "account_confirm_login_code": "part of logging in",
    "account_reset_password": "for one who forgot",
    "account_reset_password_done": "for one who forgot",
    "account_reset_password_from_key": "for one who forgot",
    "account_reset_password_from_key_done": "for one who forgot",
    "mfa_authenticate": "part of logging in",
    "mfa_login_webauthn": "to log in with a passkey",
    "people:appearance": "language and colours before the login",
}
GUARDS = ("permission", "any_member", "open_to_anyone")


def test_every_address_has_a_name():
    assert {page.name for page in every_page() if not page.is_named} <= UNNAMED


def test_every_page_of_an_office_has_one_guard():
    unguarded = [
        page.name for page in pages() if page.is_in_office and sum(hasattr(page.view, guard) for guard in GUARDS) != 1
    ]
    assert unguarded == []


def test_page_outside_offices_asks_for_login_or_is_named():
    """LoginRequiredMiddleware guards all that do not say `login_required = False`."""
    outside = [page for page in pages() if not page.is_in_office]
    assert {page.name for page in outside if not getattr(page.view, "login_required", True)} <= set(OPEN)


def test_pages_of_an_office_open_without_login_are_those_for_invited_people():
    open_pages = [page.name for page in pages() if getattr(page.view, "open_to_anyone", False)]
    signer = ["contracts_link:open", "contracts_link:pdf", "contracts_link:say_no", "contracts_link:ask"]
    verifying = ["contracts_verify:ask", "contracts_verify:code"]
    assert open_pages == ["people:accept_invitation", "companies:answer_intake", *signer, *verifying]


def test_no_office_can_take_an_address_of_the_portal_itself():
    first_parts = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    people = {page.url("", {}).strip("/").split("/")[0] for page in pages() if not page.arguments}
    own = {part for part in first_parts | people if part and "<" not in part}
    assert own | {"static"} <= RESERVED_SLUGS
