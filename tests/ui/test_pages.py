"""Do the shared pages stand up with nothing behind them: no office, no person, no database?"""

import re
from types import SimpleNamespace

import css_inline
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from okportal.errors import Refused, refused_page
from okportal.ui import context_processors, icons, views


@pytest.fixture
def request_(rf: RequestFactory):
    """A request of nobody, as the middleware leaves it outside offices."""
    request = rf.get("/somewhere/")
    request.user = AnonymousUser()
    request.office = request.member = None
    request.user_offices = []
    request.csp_nonce = "nonce"
    request.htmx = False
    return request


@pytest.mark.parametrize("name", ["400.html", "500.html", "errors/503.html"])
def test_plain_error_pages_need_nothing(name):
    html = get_template(name).render()
    assert html.startswith("<!doctype html>") or "<!doctype html>" in html
    assert re.search(r"<h1>[A-Z]", html) and 'href="/"' in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "base.html", "allauth/layouts/base.html"])
def test_framed_pages_need_no_office(name, request_):
    html = render_to_string(name, request=request_)
    assert '<html lang="en" data-color-scheme="auto" data-size="md"' in html
    assert 'id="main"' in html and "side" not in re.findall(r'class="(\w+)"', html)


def test_no_page_has_inline_style_or_script(request_):
    for name in ("404.html", "base.html", "allauth/layouts/base.html"):
        html = render_to_string(name, request=request_)
        assert " style=" not in html and "onclick" not in html
        assert all('src="' in tag or 'type="application/json"' in tag for tag in re.findall(r"<script[^>]*>", html))


def test_refused_page_says_why_and_the_way_out(request_):
    response = refused_page(request_, Refused("It is signed <already>.", way_out="Make an amendment."))
    html = response.content.decode()
    assert response.status_code == 422
    assert "It is signed &lt;already&gt;." in html and "Make an amendment." in html


def test_csrf_failure_is_a_page_not_a_riddle(request_):
    response = views.csrf_failure(request_, reason="CSRF cookie not set.")
    assert response.status_code == 403 and b"open too long" in response.content


def test_component_page_shows_every_part_with_and_without_errors(rf, request_):
    page = views.components(request_)
    assert page.status_code == 200 and b"ds-error-summary" not in page.content
    request_.GET = rf.get("/?faulty=1").GET
    faulty = views.components(request_)
    assert faulty.status_code == 422 and b"ds-error-summary" in faulty.content


def test_component_page_is_for_development_only(settings, request_):
    settings.DEVELOPMENT = False
    with pytest.raises(views.Http404):
        views.components(request_)


@pytest.mark.parametrize(
    ("scheme", "is_staff", "expected"),
    [
        ("dark", True, ("dark", "sm")),
        ("light", False, ("light", "md")),
        ("odd", False, ("auto", "md")),
    ],
)
def test_look_follows_the_person(request_, scheme, is_staff, expected):
    request_.user = SimpleNamespace(is_authenticated=True, scheme=scheme, uses_shortcuts=True)
    request_.member = SimpleNamespace(is_staff=is_staff)
    look = context_processors.look(request_)
    assert (look["scheme"], look["size"]) == expected


def test_look_of_a_stranger_comes_from_the_cookie(request_):
    request_.COOKIES["okportal_scheme"] = "dark"
    assert context_processors.look(request_) == {"scheme": "dark", "size": "md", "shortcuts": "off"}


def test_mail_base_survives_inlining_and_keeps_the_dark_rules():
    office = SimpleNamespace(name="Opplæringskontoret <Fjord>", email="post@fjord.example")
    html = render_to_string("email/base.html", {"office": office, "url": "https://okportal.example/fjord/"})
    inlined = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True).inline(html)
    assert "prefers-color-scheme" in inlined and re.search(r'<a [^>]*style="[^"]*#14505c', inlined)
    assert "&lt;Fjord&gt;" in inlined and "https://okportal.example/fjord/" in inlined
    text = render_to_string("email/base.txt", {"office": office, "url": "https://okportal.example/fjord/"})
    assert "Opplæringskontoret <Fjord>" in text and "https://okportal.example/fjord/" in text


def test_mail_without_an_address_has_no_button():
    html = render_to_string("email/base.html", {"office": SimpleNamespace(name="Fjord", email="")})
    assert 'class="button"' not in html


def test_every_icon_named_in_a_template_exists():
    named = {
        name
        for page in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)" %}', page.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    for name in named:
        assert icons.svg(name)
