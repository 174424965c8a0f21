"""Law: every page is answered with 200 to somebody, or it is named here; else what the matrix says of it is empty."""

from tests.laws.catalogue import pages
from tests.laws.matrix import ANONYMOUS, EVERYBODY, HTMX, Walk

# Pages that no GET opens by itself.
NO_PAGE_OF_ITS_OWN = {
    "contracts:discard": "only for a draft that was never sent, outside of a change of company",
    "contracts:new_letter": "only for the letters that go with an ending's way",
    "contracts:amend_for_absence": "sends on to a change that is filled in",
    "contracts_link:pdf": "only after the code that goes with a signing link",
    "contracts_link:say_no": "only after the code that goes with a signing link",
    "ready": "asks the cache and the database; tests/config",
    "home:my_day": "sends on to the first page of the role",
    "people:start": "sends on to the one office",
    "account_signup": "closed: sends on",
    "account_email_verification_sent": "only inside a login under way",
    "account_confirm_login_code": "only inside a login under way",
    "account_reset_password_from_key": "only with the key from a mail",
    "account_set_password": "only for a login without a password",
    "mfa_authenticate": "only inside a login under way",
    "mfa_login_webauthn": "JSON for the browser's passkey dialogue",
    "admin:view_on_site": "sends on",
    "admin:jsi18n": "script",
    "admin:autocomplete": "JSON for a field",
    "admin:logout": "POST only",
    "admin:password_change": "sends on",
    "admin:password_change_done": "sends on",
}


def test_every_page_is_answered_to_somebody(whole_world):
    walks = [Walk(whole_world, who, is_thorough=False) for who in EVERYBODY]
    silent = [page.name for page in pages() if not is_answered(page, walks)]
    silent = set(silent) - set(NO_PAGE_OF_ITS_OWN)
    assert not silent, "\n".join(sorted(silent))


def is_answered(page, walks) -> bool:
    """A page, or for one that takes only POST an answer that is neither "not there" nor "broken"."""
    for walk in walks:
        if not walk.may_open(page) or (page.is_in_office and walk.who == ANONYMOUS and not is_open(page)):
            continue
        chosen, _forms = walk.look(page)
        if chosen is not None:
            return True
        for values in walk.variants(page, walk.here):
            first = walk.ask("GET", page, walk.here, values)
            if walk.ask("GET", page, walk.here, values, headers=HTMX).status == 200:
                return True  # a part of a page
            if page.is_admin and first.status == 403:
                return True  # nobody adds or deletes there
            if first.status == 405 and walk.ask("POST", page, walk.here, values).status in {200, 204, 302, 303, 422}:
                return True
    return False


def is_open(page) -> bool:
    return getattr(page.view, "open_to_anyone", False)
