"""Where does a contract stand with the county, what has gone to and fro, and what is written down next?"""

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from contracts import actions
from contracts.actions.county_tasks import signed_on
from contracts.amending.journey import tone
from contracts.amending.words import title_of
from contracts.county import showing
from contracts.county.deadlines import (
    WAITING,
    Counties,
    change_days,
    course_of,
    decision_due,
    figures_on,
    last_steps,
    send_by,
)  # fmt: skip
from contracts.forms.county import (
    AnswerForm,
    AtCountyFilter,
    ChangesAtCountyFilter,
    DecisionForm,
    LetterForm,
    SentForm,
)  # fmt: skip
from contracts.models import Amendment, Contract, CountyEntry
from contracts.states import ANSWER, APPROVE, REOPEN, SEND_TO_COUNTY, AmendmentState, ContractState
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.states import require
from okportal.ui.listing import listing, render_list

P = Permission
S = ContractState
# In which state which form comes next: (URL name, form, name of its day).
FORMS = {
    S.SIGNED: ("send_to_county", SentForm, "on"),
    S.AT_COUNTY: ("decide", DecisionForm, "decided_on"),
    S.RETURNED: ("answer_county", AnswerForm, "on"),
}


@allowed(P.CONTRACT_SEE)
def at_county(request):
    """Everything that waits between the last signature and the county's decision, what came back first."""
    if not request.member.is_staff:
        raise Http404
    order = Case(
        When(state=S.RETURNED, then=Value(0)), When(state=S.SIGNED, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    waiting = Contract.objects.visible_to(request.member).filter(state__in=WAITING).with_people()
    rows = listing(request, waiting.order_by(order, "start_on", "pk"), AtCountyFilter)
    _fill_waiting(rows.rows)
    page = {"listing": rows, "today": request.member.today, "may_edit": request.member.can(P.CONTRACT_EDIT)}
    return render_list(request, "contracts/county/list.html", page)


def _fill_waiting(contracts):
    """`since` and `due_on` of each; two queries."""
    last, counties = last_steps([row.pk for row in contracts]), Counties()
    for row in contracts:
        step, figures = last.get(row.pk), counties.of(row)
        if row.state == S.SIGNED:
            row.since, row.due_on = signed_on(row), send_by(row.start_on, figures)
        else:
            row.since = step.on if step else row.sent_to_county_on
            row.due_on = decision_due(row, step, figures)


@allowed(P.CONTRACT_SEE)
def changes_at_county(request):
    """Changes that all have said yes to and that wait for the county's consent, what is to be sent first."""
    if not request.member.is_staff:
        raise Http404
    order = Case(When(state=AmendmentState.SIGNED, then=Value(0)), default=Value(1), output_field=IntegerField())
    waiting = Amendment.objects.visible_to(request.member).at_county().select_related(
        "contract__apprenticeship__apprentice", "contract__apprenticeship__trade", "contract__apprenticeship__county",
        "new_trade",
    )  # fmt: skip
    rows = listing(request, waiting.order_by(order, "from_on", "pk"), ChangesAtCountyFilter)
    counties = Counties()
    for row in rows.rows:
        figures = counties.on(row.contract.apprenticeship.county_id, row.sent_to_county_on)
        row.since, row.due_on = change_days(row, figures)
        row.tone, row.title = tone(row), title_of(row)
    return render_list(request, "contracts/county/changes.html", {"listing": rows, "today": request.member.today})


@allowed(P.CONTRACT_SEE)
def county(request, contract_id):
    contract = of_the_office(request, contract_id)
    record_viewing(request.member, contract.apprenticeship.apprentice, "contracts:county")
    return _page(request, contract)


@allowed(P.CONTRACT_EDIT)
def send_to_county(request, contract_id):
    return _take(
        request, contract_id, SEND_TO_COUNTY, actions.send_to_county, _("That the contract is sent is written down.")
    )


@allowed(P.CONTRACT_EDIT)
def decide(request, contract_id):
    """Approved, refused or returned: one form, since one letter says which."""
    return _take(request, contract_id, APPROVE, _decided, _("What the county authority says is written down."))


def _decided(*, contract, by, form, **answers):
    action = {
        DecisionForm.APPROVED: actions.approve, DecisionForm.REFUSED: actions.refuse,
        DecisionForm.RETURNED: actions.note_return,
    }[form.decision]  # fmt: skip
    return action(contract=contract, by=by, **answers)


@allowed(P.CONTRACT_EDIT)
def answer_county(request, contract_id):
    return _take(request, contract_id, ANSWER, actions.answer_county, _("The answer is written down."))


@allowed(P.CONTRACT_EDIT)
def add_county_letter(request, contract_id):
    """A letter beside the steps."""
    contract = of_the_office(request, contract_id)
    known = {"on": request.member.today, "case_number": contract.case_number}
    form = LetterForm(request.POST or None, request.FILES or None, initial=known)
    if form.is_valid() and form.submit(actions.add_letter, contract=contract, by=request.member):
        messages.success(request, _("The letter is kept."))
        return redirect(office_url("contracts:county", contract.pk))
    page = {"contract": contract, "form": form, "cancel_url": office_url("contracts:county", contract.pk)}
    return render(request, "contracts/county/letter.html", page, status=form.status)


@allowed(P.CONTRACT_SEE)
def county_file(request, contract_id, county_entry_id):
    """The letter of one entry, for the office alone; that it was opened is in the trail."""
    contract = of_the_office(request, contract_id)
    entries = CountyEntry.objects.visible_to(request.member).filter(contract=contract, file__isnull=False)
    entry = get_object_or_404(entries.select_related("file"), pk=county_entry_id)
    record_viewing(request.member, contract.apprenticeship.apprentice, "contracts:county_file")
    return file_response(entry.file, inline=True)


def of_the_office(request, contract_id) -> Contract:
    """The contract, for the office's own people; 404 for all others, also for its parties."""
    if not request.member.is_staff:
        raise Http404
    return get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)


def _take(request, contract_id, step, action, done):
    """One step: its form stands on the page of the county; where the step is not possible, the Refused says why."""
    contract = of_the_office(request, contract_id)
    require(contract, step)
    form = _form(request, contract)
    extra = {"form": form} if action is _decided else {}
    if form.is_valid() and form.submit(action, contract=contract, by=request.member, **extra):
        messages.success(request, done)
        return redirect(office_url("contracts:county", contract.pk))
    return _page(request, contract, form)


def _form(request, contract):
    _url_name, form_class, day = FORMS[contract.state]
    known = {day: request.member.today, "case_number": contract.case_number}
    return form_class(request.POST or None, request.FILES or None, initial=known)


def _page(request, contract, form=None):
    member, may_edit = request.member, request.member.can(P.CONTRACT_EDIT)
    last = course_of(contract).first()
    figures = figures_on(contract.apprenticeship.county_id, contract.start_on or member.today)
    found = showing.deadlines(contract, last, figures)
    if form is None and may_edit and contract.state in FORMS:
        form = _form(request, contract)
    url_name = FORMS[contract.state][0] if form else ""
    page = {
        "contract": contract, "today": member.today, "may_edit": may_edit, "form": form,
        "form_url": office_url(f"contracts:{url_name}", contract.pk) if form else "",
        "may_reopen": may_edit and REOPEN.allowed_from(contract.state), "deadlines": found,
        "warnings": showing.warnings(contract, found, member.today), "standing": showing.standing(contract),
        "entries": contract.county_entries.select_related("file", "by", "amendment"),
    }  # fmt: skip
    return render(request, "contracts/county/county.html", page, status=form.status if form else 200)
