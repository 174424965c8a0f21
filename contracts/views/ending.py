"""How is a contract led to its end, step by step, and where are its letters?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from contracts.actions import guided_ending, letters
from contracts.ending.effects import effects_of
from contracts.ending.letters import kinds_of, refuse_letter, why_not
from contracts.ending.problems import before_finishing
from contracts.ending.steps import steps_of
from contracts.forms.ending import FactsForm, LetterForm, ToldForm, WayForm
from contracts.models import Ending, Letter
from contracts.states import END, ENDING_OPEN
from contracts.views.county import of_the_office
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.forms import ActionForm


@allowed(Permission.CONTRACT_SEE)
def endings(request, contract_id):
    """All endings of a contract, and while none is open the question how it ends. For the office."""
    contract = of_the_office(request, contract_id)
    rows = list(Ending.objects.visible_to(request.member).filter(contract=contract).select_related("begun_by"))
    is_open = any(row.state in ENDING_OPEN for row in rows)
    may_begin = request.member.can(Permission.CONTRACT_EDIT) and not is_open and END.allowed_from(contract.state)
    form = WayForm(request.POST or None, contract=contract) if may_begin else None
    if request.method == "POST" and form is None:
        return _closed(request, office_url("contracts:endings", contract.pk))
    if form and form.is_valid() and form.submit(guided_ending.begin_ending, contract=contract, by=request.member):
        return redirect(form.result)
    page = {"contract": contract, "endings": rows, "form": form, "is_open": is_open}
    return render(request, "contracts/ending/list.html", page, status=form.status if form else 200)


@allowed(Permission.CONTRACT_SEE)
def ending(request, contract_id, ending_id):
    """One ending: where it stands, what is missing, what is known, its letters, and what follows."""
    row = _ending(request, contract_id, ending_id)
    is_open = row.state in ENDING_OPEN
    may_edit = is_open and request.member.can(Permission.CONTRACT_EDIT)
    if request.method == "POST" and not may_edit:
        return _closed(request, row.get_absolute_url())
    form = FactsForm(request.POST or None, request.FILES or None, ending=row) if may_edit else None
    if form and form.is_valid() and form.submit(guided_ending.save_ending, ending=row, by=request.member):
        messages.success(request, _("Saved."))
        return redirect(row)
    problems = before_finishing(row, request.member.today) if is_open else []
    page = {
        "contract": row.contract, "ending": row, "form": form, "problems": problems, "steps": steps_of(row),
        "may_edit": may_edit, "is_stopped": any(problem.is_blocker for problem in problems),
        "effects": effects_of(row) if is_open else [], "letters": _letters(row, request.member),
    }  # fmt: skip
    return render(request, "contracts/ending/detail.html", page, status=form.status if form else 200)


@allowed(Permission.CONTRACT_EDIT)
def tell(request, contract_id, ending_id):
    row = _ending(request, contract_id, ending_id)
    form = ToldForm(request.POST or None, initial={"told_on": request.member.today})
    return _ask(
        request, row, form, guided_ending.tell_county,
        title=_("The county authority is told"), label=_("Write it down"),
        text=_("The portal sends nothing to the county authority: write down the day the letter went out."),
        done=_("It is written down."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def finish(request, contract_id, ending_id):
    row = _ending(request, contract_id, ending_id)
    words = {
        "title": _("End the contract"), "label": _("End the contract"), "tone": "danger",
        "text": _("This cannot be undone. What follows stands beside."), "done": _("The contract has ended."),
    }  # fmt: skip
    return _ask(request, row, _bare(request), guided_ending.finish_ending, **words)


@allowed(Permission.CONTRACT_EDIT)
def drop(request, contract_id, ending_id):
    row = _ending(request, contract_id, ending_id)
    return _ask(
        request, row, _bare(request), guided_ending.drop_ending, title=_("Drop this ending"),
        label=_("Drop it"), text=_("The contract goes on as before. What is written here stays as history."),
        done=_("It is dropped. The contract goes on."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_SEE)
def document(request, contract_id, ending_id):
    """The agreement or wish that was uploaded."""
    row = _ending(request, contract_id, ending_id)
    if row.document is None:
        raise Http404
    record_viewing(request.member, row.contract.apprenticeship.apprentice, "contracts:ending_document")
    return file_response(row.document)


@allowed(Permission.CONTRACT_EDIT)
def new_letter(request, contract_id, ending_id, letter_kind):
    """Write a letter: look at it as PDF as often as one likes (nothing is written), then keep it."""
    row = _ending(request, contract_id, ending_id)
    if letter_kind not in kinds_of(row):
        raise Http404
    refuse_letter(row, letter_kind)
    shown = {"language": row.contract.language}
    form = LetterForm(request.POST or None, kind=letter_kind, ending=row, initial=shown)
    given = {"ending": row, "kind": letter_kind, "by": request.member}
    if "preview" in request.POST:
        if form.submit(letters.preview_letter, **given):
            return HttpResponse(form.result, content_type="application/pdf", headers={"Cache-Control": "no-store"})
    elif form.is_valid() and form.submit(letters.keep_letter, **given):
        messages.success(request, _("The letter is kept."))
        return redirect(row)
    page = {
        "contract": row.contract, "ending": row, "form": form, "title": Letter.Kind(letter_kind).label,
        "cancel_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "contracts/ending/letter.html", page, status=form.status)


@allowed(Permission.CONTRACT_SEE)
def letter(request, contract_id, letter_id):
    """A kept letter; the apprentice reads what is written to the parties."""
    letters_seen = Letter.objects.visible_to(request.member).filter(contract_id=contract_id)
    row = get_object_or_404(letters_seen.select_related("file", "contract__apprenticeship__apprentice"), pk=letter_id)
    apprentice = row.contract.apprenticeship.apprentice
    if apprentice.user_id != request.user.pk:
        record_viewing(request.member, apprentice, "contracts:letter")
    return file_response(row.file)


def _closed(request, address):
    """Sent to a page that asks nothing any more: back to it, for those who could have asked."""
    if not request.member.can(Permission.CONTRACT_EDIT):
        raise Http404
    return redirect(address)


def _ending(request, contract_id, ending_id) -> Ending:
    seen = Ending.objects.visible_to(request.member).select_related("document")
    row = get_object_or_404(seen, pk=ending_id, contract_id=contract_id)
    row.contract = of_the_office(request, contract_id)
    return row


def _letters(row, member) -> list[dict]:
    """Each letter that belongs here: what it waits for, where it is made, and those that are kept."""
    kept = list(row.contract.letters.filter(ending=row).select_related("made_by"))
    may_write = member.can(Permission.CONTRACT_EDIT)
    found = []
    for kind in kinds_of(row):
        waits = why_not(row, kind)
        url = "" if waits or not may_write else office_url("contracts:new_letter", row.contract_id, row.pk, kind)
        found.append({
            "label": Letter.Kind(kind).label, "waits": waits, "url": url,
            "kept": [one for one in kept if one.kind == kind],
        })  # fmt: skip
    return found


def _bare(request) -> ActionForm:
    """Asks nothing but yes."""
    return ActionForm(request.POST if request.method == "POST" else None)


def _ask(request, row, form, action, *, done, **words):
    """A page that asks before a step, with what follows beside it. A step that is not possible says why."""
    if request.method == "POST" and form.submit(action, ending=row, by=request.member):
        messages.success(request, done)
        return redirect(row)
    page = {
        "contract": row.contract, "ending": row, "form": form, "cancel_url": row.get_absolute_url(),
        "effects": effects_of(row) if words.get("tone") else [], **words,
    }  # fmt: skip
    return render(request, "contracts/ending/ask.html", page, status=form.status)
