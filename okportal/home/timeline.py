"""What has happened to one apprentice, and what is coming, in all apps together?

Each kind is a queryset of what the reader may see, cut to the same columns; the database puts them in order and cuts
out a page. A page goes on before a moment in time, not at a number, so that a new line does not shift the next page.
Encrypted notes are opened for the page's few rows only.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, Func, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apprenticeships.models import Absence, CandidateTypePeriod, Note, Placement, Relation
from apprenticeships.standing import standings
from contracts.models import Amendment, Contract
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.offices.scope import office_url
from okportal.outbox.kinds import name_of
from okportal.outbox.models import Message
from okportal.permissions import Permission as P

PAGE = 30
COLUMNS = ("line_at", "line_kind", "pk", "line_detail")  # no names that a model has


@dataclass(frozen=True)
class Kind:
    """One kind of line: its icon, the word in the filter, and who sees it (None: whoever sees the file)."""

    key: str
    label: Any
    icon: str
    permission: P | None = None


KINDS = {
    kind.key: kind
    for kind in (
        Kind("contract", gettext_lazy("Contracts"), "FileText", P.CONTRACT_SEE),
        Kind("placement", gettext_lazy("Placements"), "Buildings3"),
        Kind("people", pgettext_lazy("timeline", "People"), "PersonGroup"),
        Kind("talk", gettext_lazy("Talks"), "Calendar", P.TALK_SEE),
        Kind("absence", gettext_lazy("Absence"), "Hourglass", P.ABSENCE_SEE),
        Kind("exam", gettext_lazy("Trade test"), "Tasklist", P.EXAM_SEE),
        Kind("note", gettext_lazy("Notes"), "Pencil", P.NOTE_SEE),
        Kind("message", pgettext_lazy("menu", "Messages"), "EnvelopeClosed", P.MESSAGES_SEE),
    )
}


@dataclass(frozen=True)
class Line:
    at: datetime
    kind: Kind
    title: str
    detail: str
    url: str
    has_time: bool
    is_ahead: bool


def kinds_for(member) -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.permission is None or member.can(kind.permission)]


def page_of(member, apprentice, apprenticeships, *, kinds, before=None) -> tuple[list[Line], datetime | None]:
    """Newest first: up to a page of lines, and the moment that the next page goes on before (None: that was all).

    `apprenticeships`: those of this apprentice that the member sees; `kinds`: keys of KINDS, none for all that the
    member may see. Lines of the same moment are never torn apart by a page. Four queries.
    """
    wanted = [kind.key for kind in kinds_for(member) if not kinds or kind.key in kinds]
    if not wanted:
        return [], None
    parts = [rows for key in wanted for rows in SOURCES[key](member, apprentice, apprenticeships)]
    if not parts:
        return [], None
    if before:
        parts = [rows.filter(line_at__lt=before) for rows in parts]
    first, *rest = (rows.order_by().values_list(*COLUMNS) for rows in parts)
    found = list(first.union(*rest, all=True).order_by("-line_at", "line_kind", "pk")[: PAGE + 1])
    if len(found) <= PAGE:
        return lines(member, found), None
    cut = found[PAGE][0]
    kept = [row for row in found if row[0] > cut]
    # A page full of one moment (an import) goes on as it is, rather than for ever.
    return (lines(member, kept), kept[-1][0]) if kept else (lines(member, found), cut)


def _line(rows, *, at, kind, detail, on_day=True):
    """The common columns. A day is taken as its midnight in Oslo."""
    moment = F(at) if isinstance(at, str) else at
    if on_day:
        moment = Func(
            moment, template="(%(expressions)s)::timestamp AT TIME ZONE 'Europe/Oslo'", output_field=DateTimeField()
        )
    return rows.annotate(
        line_at=moment, line_kind=Value(kind, output_field=CharField()), line_detail=Cast(detail, TextField())
    )  # fmt: skip


def _contracts(member, apprentice, apprenticeships):
    mine = Contract.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    sent = mine.filter(round__sent_at__isnull=False)
    begun = mine.filter(start_on__isnull=False, state__in=["active", "completed", "ended"])
    ended = mine.filter(ended_on__isnull=False)
    changes = Amendment.objects.visible_to(member).in_force().filter(contract__apprenticeship__in=apprenticeships)
    which = Concat(Cast("contract_id", TextField()), Value(":"), "kind", output_field=TextField())
    return [
        _line(changes, at="from_on", kind="contract.changed", detail=which),
        _line(sent, at="round__sent_at", kind="contract.sent", detail=F("number"), on_day=False),
        _line(begun, at="start_on", kind="contract.begun", detail=F("number")),
        _line(ended, at="ended_on", kind="contract.ended", detail=F("number")),
    ]


def _placements(member, apprentice, apprenticeships):
    mine = Placement.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    place = Concat(
        Coalesce("establishment__name", "company__name"), Value(", "), Cast("percent", TextField()), Value(" %"),
        output_field=TextField(),
    )  # fmt: skip
    return [_line(mine, at="from_on", kind="placement", detail=place)]


def _people(member, apprentice, apprenticeships):
    relations = Relation.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    types = CandidateTypePeriod.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    who = Coalesce("person__name", "membership__user__name")
    return [
        *(
            _line(relations.filter(kind=part), at="from_on", kind=f"people.{part}", detail=who)
            for part in Relation.Kind.values
        ),
        _line(types, at="from_on", kind="people.type", detail=F("candidate_type")),
    ]


def _talks(member, apprentice, apprenticeships):
    mine = Talk.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    number = Cast("number", TextField())
    return [
        _line(mine.filter(state="held"), at="held_on", kind="talk.held", detail=number),
        _line(mine.waiting(), at="due_on", kind="talk.due", detail=number),
    ]


def _absences(member, apprentice, apprenticeships):
    """Not for an instructor, who is told only who is away now and until when (apprenticeships.standing)."""
    parts = standings(member, apprenticeships.select_related("apprentice"))
    told = [pk for pk, part in parts.items() if part.sees_absence_kinds]
    if not told:
        return []
    mine = Absence.objects.visible_to(member).filter(apprenticeship__in=told).exclude(state="declined")
    until = Coalesce(Func(F("to_on"), Value("YYYY-MM-DD"), function="to_char", output_field=TextField()), Value(""))
    return [_line(mine, at="from_on", kind="absence", detail=until)]


def _exams(member, apprentice, apprenticeships):
    mine = Registration.objects.visible_to(member).filter(apprenticeship__in=apprenticeships)
    state = F("state")
    return [
        _line(mine.filter(registered_on__isnull=False), at="registered_on", kind="exam.registered", detail=Value("")),
        _line(mine.filter(result_on__isnull=False), at="result_on", kind="exam.result", detail=state),
    ]


def _notes(member, apprentice, apprenticeships):
    mine = Note.objects.visible_to(member).filter(apprenticeship__in=apprenticeships, withdrawn_at__isnull=True)
    return [_line(mine, at="written_at", kind="note", detail=F("audience"), on_day=False)]


def _messages(member, apprentice, apprenticeships):
    addresses = {apprentice.email, apprentice.email.lower()}
    mine = Message.objects.visible_to(member).filter(to_email__in=addresses)
    return [_line(mine, at="created_at", kind="message", detail=F("template"), on_day=False)]


SOURCES = {
    "contract": _contracts, "placement": _placements, "people": _people, "talk": _talks, "absence": _absences,
    "exam": _exams, "note": _notes, "message": _messages,
}  # fmt: skip


def lines(member, found) -> list[Line]:
    """Rows of COLUMNS in words. The notes among them are fetched together, in one query."""
    notes = Note.objects.visible_to(member).in_bulk([pk for _at, kind, pk, _detail in found if kind == "note"])
    now = timezone.now()
    return [
        Line(at, KINDS[kind.split(".")[0]], *WORDS[kind](pk, detail, notes), kind in WITH_TIME, at > now)
        for at, kind, pk, detail in found
    ]


WITH_TIME = frozenset({"contract.sent", "note", "message"})


def _contract(sentence):
    return lambda pk, number, _notes: (sentence % {"number": number}, "", office_url("contracts:detail", pk))


def _changed(pk, which, _notes):
    contract_id, kind = which.split(":")
    url = office_url("contracts:amendment", contract_id, pk)
    return _("The contract was changed"), Amendment.Kind(kind).label, url


def _talk(sentence):
    return lambda pk, number, _notes: (sentence % {"number": number}, "", office_url("followup:detail", pk))


def _part(part):
    return lambda pk, name, _notes: (Relation.Kind(part).label, name or "", "")


def _type(pk, value, _notes):
    return _("Candidate type"), CandidateTypePeriod(candidate_type=value).get_candidate_type_display(), ""


def _note(pk, audience, notes):
    note = notes[pk]
    who = _("%(name)s · read by: %(audience)s") % {
        "name": note.written_by_name, "audience": note.get_audience_display()
    }  # fmt: skip
    return who, note.text, ""


def _absence(pk, until, _notes):
    if not until:
        return _("Away, not back yet"), "", ""
    day = timezone.datetime.fromisoformat(until)
    return _("Away until %(day)s") % {"day": f"{day:%d.%m.%Y}"}, "", ""


def _result(pk, state, _notes):
    return _("Result of the test"), RegistrationState(state).label, office_url("exams:detail", pk)


WORDS = {
    "contract.sent": _contract(gettext_lazy("Contract %(number)s was sent to the parties")),
    "contract.begun": _contract(gettext_lazy("Contract %(number)s: first day")),
    "contract.ended": _contract(gettext_lazy("Contract %(number)s ended")),
    "contract.changed": _changed,
    "placement": lambda pk, place, _notes: (_("Placement begins"), place, ""),
    **{f"people.{part}": _part(part) for part in Relation.Kind.values},
    "people.type": _type,
    "talk.held": _talk(gettext_lazy("Half-year talk %(number)s was held")),
    "talk.due": _talk(gettext_lazy("Half-year talk %(number)s is due")),
    "absence": _absence,
    "exam.registered": lambda pk, _detail, _notes: (_("Registered for the test"), "", office_url("exams:detail", pk)),
    "exam.result": _result,
    "note": _note,
    "message": lambda pk, template, _notes: (str(name_of(template)), "", office_url("outbox:detail", pk)),
}
