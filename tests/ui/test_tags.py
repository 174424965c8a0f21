"""Do the tags say the right words, in the right tone, and escape what people typed?"""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from okportal.ui import days, icons, menu
from okportal.ui.charts import bar_chart

TODAY = date(2026, 11, 23)


def rendered(source, **context):
    return Template("{% load ui %}" + source).render(Context(context)).strip()


def test_trade_is_written_as_inside_a_sentence():
    assert rendered("{% load trades %}{{ trade|in_sentence }}", trade="Kokkfaget") == "kokkfaget"
    assert rendered("{% load trades %}{{ trade|in_sentence }}", trade=None) == ""


def test_icon_is_inline_and_hidden_from_screen_readers():
    drawing = icons.svg("House")
    assert drawing.startswith('<svg class="icon" aria-hidden="true"')
    assert 'width="1em"' not in drawing


def test_tones_and_menu_are_drawn_once_and_referred_to():
    links = [SimpleNamespace(icon="House"), SimpleNamespace(icon="House")]
    symbols = rendered("{% icon_symbols links %}", links=links)
    assert symbols.startswith("<div hidden>") and symbols.count('<symbol id="icon-House" viewBox=') == 1
    tones = [rendered("{% status tone 'x' %}", tone=tone) for tone in icons.TONES]
    for html in [*tones, rendered("{% menu_icon 'House' %}")]:
        (name,) = re.findall('href="#([^"]+)"', html)
        assert 'aria-hidden="true"' in html and f'id="{name}"' in symbols


def test_a_shorter_drawing_is_the_same_drawing(settings):
    folder = settings.NODE_MODULES / "@navikt/aksel-icons/dist/svg"
    for name in ("House", "Globe", "HatSchool", "PersonGroup", "Moon", *icons.TONES.values()):
        exact, shorter = (folder / f"{name}.svg").read_text(encoding="utf-8"), icons.svg(name)
        assert places(shorter) == pytest.approx(places(exact), abs=0.0501) and len(shorter) < 0.8 * len(exact)
        assert re.findall("[A-Z]", paths(shorter)) == re.findall("[A-Z]", paths(exact))


def paths(drawing):
    return " ".join(re.findall(r'\sd="([^"]*)"', drawing))


def places(drawing):
    return [float(number) for number in re.findall(r"\d*\.?\d+", paths(drawing))]


def test_icon_that_is_missing_names_its_neighbours():
    with pytest.raises(ImproperlyConfigured, match="House"):
        icons.svg("Hous")


def test_icon_without_packages_says_what_to_install(settings, tmp_path):
    settings.NODE_MODULES = tmp_path
    with pytest.raises(ImproperlyConfigured, match="npm ci"):
        icons.svg("NoSuchIconOne")


@pytest.mark.parametrize("tone", ["danger", "warning", "success", "info", "neutral"])
def test_status_has_icon_word_and_reason(tone):
    html = rendered("{% status tone 'Critical' reason %}", tone=tone, reason="No talk <for> 8 months")
    assert f'data-color="{tone}"' in html
    assert "<svg" in html and "Critical" in html
    assert "No talk &lt;for&gt; 8 months" in html


@pytest.mark.parametrize(
    ("on", "text", "is_late"),
    [
        (date(2026, 10, 30), "30 Oct · overdue", True),
        (date(2026, 11, 22), "22 Nov · overdue", True),
        (date(2026, 11, 23), "23 Nov · today", False),
        (date(2026, 11, 24), "24 Nov · tomorrow", False),
        (date(2026, 11, 25), "25 Nov · in 2 days", False),
        (date(2026, 12, 14), "14 Dec · in 3 weeks", False),
        (date(2027, 6, 10), "10 Jun 2027", False),
    ],
)
def test_day_says_the_date_both_ways(on, text, is_late):
    html = rendered("{% day on today %}", on=on, today=TODAY)
    assert f'datetime="{on.isoformat()}">{text}</time>' in html
    assert ("is-late" in html) is is_late


def test_day_that_is_no_deadline_is_never_late():
    html = rendered("{% day on today due=False %}", on=date(2026, 11, 20), today=TODAY)
    assert "3 days ago" in html and "is-late" not in html


def test_day_of_a_moment_is_the_oslo_day():
    assert days.as_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == TODAY


def test_day_in_norwegian_has_a_lower_case_month():
    with translation.override("nb"):
        assert days.short_date(date(2026, 10, 30), TODAY) == "30. okt"


def test_day_that_is_missing_says_so():
    assert "no date" in rendered("{% day None %}")


def test_progress_marks_what_was_expected():
    html = rendered("{% progress 9 24 'Month 9 of 24' 'danger' expected=12 %}")
    assert 'value="9" max="24" aria-label="Month 9 of 24"' in html
    assert 'x="49.5"' in html


def test_progress_without_a_total_does_not_divide_by_zero():
    assert 'max="1"' in rendered("{% progress 0 0 'Nothing yet' expected=0 %}")


def test_progress_decimals_keep_their_point_in_norwegian():
    with translation.override("nb"):
        assert 'value="12.5"' in rendered("{% progress 12.5 24 'x' %}")


@pytest.mark.parametrize(
    ("name", "letters"), [("Amina Yusuf Hassan", "AH"), ("Ida", "I"), ("", ""), ("tuva østerhus", "TØ")]
)
def test_initials(name, letters):
    assert rendered("{% initials name %}", name=name) == letters


def test_steps_tell_which_one_is_now():
    html = rendered("{% steps items %}", items=[{"title": "Draft", "state": "done"}, {"title": "Sign", "state": "now"}])
    assert html.count("<li") == 2
    assert 'data-state="now" aria-current="step"' in html and "Now:" in html


def test_breadcrumbs_end_with_this_page():
    html = rendered("{% breadcrumbs 'Contracts' '/k/' name %}", name="<New>")
    assert '<a class="ds-link" href="/k/">Contracts</a>' in html
    assert '<li aria-current="page">&lt;New&gt;</li>' in html


def test_fact_without_a_value_says_so():
    assert "Not filled in" in rendered("{% fact 'Guardian' '' %}")
    assert "<dd>0</dd>" in rendered("{% fact 'Days' 0 %}")


def test_number_card_links_to_its_rows():
    html = rendered("{% number_card 'Talks' 9 '/t/?held=1' of=14 max=14 %}")
    assert 'href="/t/?held=1"' in html and "of 14" in html and 'max="14"' in html


def test_chart_repeats_its_figures_in_a_table_and_keeps_points():
    chart = bar_chart([("okt", 2.5, 4)], title="Talks", done_label="Held", plan_label="Planned", category_label="Month")
    with translation.override("nb"):
        html = rendered("{% bar_chart chart %}", chart=chart)
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert 'aria-label="Talks"' in drawing and "," not in drawing.replace("Talks", "")
    assert "<td>2,5</td>" in html


@pytest.mark.parametrize("highest", [0, 1, 4, 5, 14, 99, 240, 1000])
def test_chart_never_reaches_over_its_edge(highest):
    chart = bar_chart([("a", highest, None)], title="t", done_label="d", category_label="c")
    assert chart.grid[-1][0] >= highest
    assert 2 <= len(chart.grid) <= 6
    assert chart.bars[0].done_y >= chart.grid[-1][1]


def test_message_tone():
    assert rendered("{% message_tone m %}", m=SimpleNamespace(tags="error safe")) == "danger"
    assert rendered("{% message_tone m %}", m=SimpleNamespace(tags="")) == "info"


def test_back_url_stays_on_our_own_pages():
    ours = RequestFactory().get("/", headers={"referer": "http://testserver/fjord/kontrakter/1/"})
    theirs = RequestFactory().get("/", headers={"referer": "https://elsewhere.example/"})
    assert rendered("{% back_url %}", request=ours).endswith("/fjord/kontrakter/1/")
    assert rendered("{% back_url %}", request=theirs) == "/"


class TestMenu:
    @pytest.fixture(autouse=True)
    def entries(self, monkeypatch):
        urls = {"home": "/fjord/", "contracts": "/fjord/kontrakter/", "new": "/fjord/kontrakter/ny/"}
        monkeypatch.setattr(menu, "_items", [])
        monkeypatch.setattr(menu, "_url", lambda name, office: urls.get(name))
        menu.register(
            menu.MenuItem("My day", "House", "home", is_exact=True),
            menu.MenuItem("Contracts", "FileText", "contracts", permission="see"),
            menu.MenuItem("Not there", "Bug", "unmounted"),
        )

    def links(self, path, permissions=("see",)):
        member = SimpleNamespace(can=lambda permission: permission in permissions)
        return {link.label: link.current for link in menu.links(member, SimpleNamespace(slug="fjord"), path)}

    def test_shows_what_the_person_may_open_and_what_exists(self):
        assert list(self.links("/fjord/")) == ["My day", "Contracts"]
        assert list(self.links("/fjord/", permissions=())) == ["My day"]

    def test_without_a_member_only_open_entries(self):
        assert [link.label for link in menu.links(None, SimpleNamespace(slug="fjord"), "/")] == ["My day"]

    def test_marks_the_page_or_the_page_above(self):
        assert self.links("/fjord/") == {"My day": "page", "Contracts": ""}
        assert self.links("/fjord/kontrakter/12/") == {"My day": "", "Contracts": "true"}

    def test_registering_twice_adds_nothing(self):
        menu.register(menu.MenuItem("Again", "House", "home"))
        assert "Again" not in self.links("/fjord/")
