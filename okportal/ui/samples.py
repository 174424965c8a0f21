"""What stands on the component page? Made-up words and figures, in Norwegian as the real pages have them."""

from dataclasses import dataclass, field
from datetime import timedelta

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.paginator import Paginator

from okportal.ui.charts import bar_chart
from okportal.ui.forms import ActionForm
from okportal.ui.listing import Listing

TONES = [
    ("danger", "Kritisk", "Ingen samtale på 8 md."),
    ("warning", "Følg med", "Dokumentasjon bak plan"),
    ("success", "I rute", "Alt dokumentert"),
    ("info", "Venter", "Hos fylkeskommunen siden 3. nov"),
    ("neutral", "Ikke startet", ""),
]


class SampleForm(ActionForm):
    """One of each control."""

    kind = forms.ChoiceField(
        label="Type kontrakt",
        choices=[("l", "Lærekontrakt"), ("o", "Opplæringskontrakt")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Lærlingens navn", help_text="Slik det står i folkeregisteret.")
    email = forms.EmailField(label="E-post")
    phone = forms.CharField(label="Mobil", required=False)
    trade = forms.ChoiceField(label="Lærefag", choices=[("", "Velg lærefag"), ("e", "Elektrikerfaget")])
    company = forms.ChoiceField(
        label="Lærebedrift", choices=[("", "Velg bedrift")], help_text="Bare godkjente bedrifter vises."
    )
    starts_on = forms.DateField(label="Læretiden starter")
    ends_on = forms.DateField(label="Læretiden slutter", help_text="Regnes ut fra lærefaget. Du kan endre den.")
    meets_at = forms.SplitDateTimeField(
        label="Oppstartssamtale",
        required=False,
        widget=forms.SplitDateTimeWidget({}, date_attrs={"type": "date"}, time_attrs={"type": "time"}),
    )
    papers = forms.MultipleChoiceField(
        label="Følger med",
        choices=[("p", "Opplæringsplan"), ("v", "Vedlegg om arbeidstid"), ("b", "Bekreftelse fra skolen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Signert kontrakt (PDF)", required=False)
    note = forms.CharField(label="Merknad", widget=forms.Textarea({"rows": 3}), required=False)
    has_read = forms.BooleanField(label="Lærling og bedrift har lest personvernerklæringen")

    layout = Layout(
        Fieldset("Kontrakt", "kind", Row(Column("trade"), Column("company"))),
        Fieldset("Lærling", "name", Row(Column("email"), Column("phone"))),
        Fieldset("Periode", Row("starts_on", "ends_on"), "meets_at"),
        Fieldset("Vedlegg", "papers", "file", "note", "has_read"),
    )


class ReasonForm(ActionForm):
    reason = forms.CharField(label="Begrunnelse", widget=forms.Textarea({"rows": 2}))


class SampleFilter(forms.Form):
    q = forms.CharField(
        label="Søk",
        required=False,
        widget=forms.TextInput({"type": "search", "placeholder": "Navn eller bedrift"}),
    )
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle"), ("red", "Kritisk")])
    trade = forms.ChoiceField(label="Lærefag", required=False, choices=[("", "Alle lærefag")])


@dataclass(frozen=True)
class SampleFilterSet:
    """Stands in for a django-filter FilterSet: there is no model behind this page."""

    form: SampleFilter
    data: dict = field(default_factory=dict)


def sample_listing(request):
    page = Paginator(range(480), 50).get_page(request.GET.get("page"))
    return Listing(page, SampleFilterSet(SampleFilter(request.GET or None), request.GET), "")


def steps():
    return [
        {"title": "Utkast", "detail": "Ingrid Dale, 3. november", "state": "done"},
        {"title": "Signering", "detail": "Venter på Jonas Tveit og Bergen Elektro AS", "state": "now"},
        {"title": "Kontroll på kontoret", "detail": "Ingrid Dale", "state": "next"},
        {"title": "Sendt fylkeskommunen", "detail": "Vanligvis 10 dager", "state": "next"},
        {"title": "Godkjent", "detail": "", "state": "next"},
    ]


def chart():
    return bar_chart(
        [("jun", 9, 9), ("jul", 4, 4), ("aug", 6, 7), ("sep", 11, 12), ("okt", 10, 13), ("nov", 9, 14)],
        title="Holdte og planlagte halvårssamtaler, juni til november",
        done_label="Holdt",
        plan_label="Planlagt",
        category_label="Måned",
    )


def rows(today):
    people = [
        ("Amina Yusuf Hassan", "Helsearbeiderfaget · Solbakken omsorgssenter", 0, 17, 24, 41, "Halvårssamtale", -24),
        ("Jonas Tveit", "Elektrikerfaget · Bergen Elektro AS", 0, 9, 30, 22, "Samtale om fravær", 2),
        ("Ida Marie Solheim", "Barne- og ungdomsarbeiderfaget · Fjellsiden barnehage", 1, 16, 24, 60, "Besøk", 8),
        ("Elias Haugen", "Rørleggerfaget · Rør & Varme Sør AS", 2, 18, 30, 72, "Halvårssamtale", 52),
    ]  # fmt: skip
    return [
        {
            "name": name, "about": about, "tone": TONES[tone][0], "label": TONES[tone][1], "reason": TONES[tone][2],
            "month": month, "months": months, "text": f"Md. {month} av {months} · {percent} % dok.",
            "next": what, "on": today + timedelta(days=days),
        }
        for name, about, tone, month, months, percent, what, days in people
    ]  # fmt: skip
