"""How does a company get a county's approval for a trade, and how does it end?"""

from hashlib import sha256

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies import emails, lapse, pdf, problems
from companies.actions.mapping import pin_curriculum
from companies.actions.use import settle_warnings
from companies.coverage import count
from companies.models import Approval, Company
from companies.signals import use_asked
from companies.states import (
    APPLY_AGAIN,
    APPROVE,
    DECISIONS,
    GRANTED,
    LIMIT,
    PREPARE_AGAIN,
    SEND,
    TO_BOARD,
    WITHDRAW,
    ApprovalState,
)
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin

LegalBasis = Approval.LegalBasis


@atomic
def prepare_approval(*, company, trade, county, by, establishment=None) -> Approval:
    """Begin an application: the curriculum in force is pinned, and each of its aims waits for an answer.

    What was answered before a refusal, a withdrawal or a lapse is still there. Raises Refused while one is open.
    """
    approval = _for_combination(company, trade, county, establishment, PREPARE_AGAIN, by)
    approval.state, approval.applied_on = ApprovalState.PREPARING, None
    approval.save()
    pin_curriculum(approval, by.today)
    record(by, "approval.prepared", approval, trade=trade.pk, county=county.pk, curriculum=approval.curriculum_id)
    return approval


@atomic
def apply_approval(
    *, company, trade, county, by, establishment=None, applied_on=None, legal_basis=LegalBasis.ACT_2023
) -> Approval:
    """Note that the county has been asked outside of the portal (opplæringslova § 7-5, forskrift § 6-13).

    One row per trade, county and place of work; after a refusal, a withdrawal or its last day the same row begins
    anew. Raises Refused while one is open or holds.
    """
    approval = _for_combination(company, trade, county, establishment, APPLY_AGAIN, by)
    approval.state, approval.applied_on, approval.legal_basis = ApprovalState.APPLIED, applied_on, legal_basis
    approval.application_file = approval.decision_file = None  # those of an earlier round
    approval.save()
    record(by, "approval.applied", approval, trade=trade.pk, county=county.pk)
    return approval


@atomic
def register_approval(
    *, company, trade, county, from_on, by, establishment=None, to_on=None, limits="", case_number="",
    legal_basis=LegalBasis.ACT_2023, used_until=None, file=None,
) -> Approval:  # fmt: skip
    """Take in an approval that the county has given already. With `limits` it is a limited one.

    `used_until`: last day of the last contract, where that was before the contracts here. Nobody is written to.
    """
    approval = _for_combination(company, trade, county, establishment, APPLY_AGAIN, by)
    approval.state = ApprovalState.APPLIED
    approval.legal_basis, approval.case_number = legal_basis, case_number
    approval.application_file = approval.decision_file = None  # those of an earlier round
    if used_until and used_until < from_on:
        raise Refused(_("The last contract cannot have ended before the approval began."), field="used_until")
    _keep_decision(approval, file, by)
    approval.save()
    step = LIMIT if limits else APPROVE
    return _granted(begin(approval, step), from_on, to_on, limits, by, "approval.registered", used_until)


@atomic
def send_approval(*, approval, language, remarks, by) -> Approval:
    """The application as PDF into the office's keeping, and from now on it waits for the county.

    What speaks against it (problems.before_sending) does not stop it, but then `remarks` must say why: they stand in
    the application. Raises Refused.
    """
    approval = begin(approval, SEND)
    found = problems.before_sending(approval, by.today)
    if found and not remarks:
        raise Refused(
            " ".join(problem.message for problem in found),
            way_out=_("Mend it, or write here why the company applies all the same."), field="remarks",
        )  # fmt: skip
    approval.applied_on, approval.decision_file = by.today, None
    content = pdf.application_pdf(approval, language=language, remarks=remarks, today=by.today)
    approval.application_file = store(
        office_id=approval.office_id, kind=StoredFile.Kind.APPLICATION, name=pdf.file_name(approval), content=content,
        content_type="application/pdf", by=by,
    )  # fmt: skip
    approval.save()
    percent = count(approval.coverage.all()).percent
    record(by, "approval.sent", approval, percent=percent, despite=[problem.code for problem in found])
    return approval


@atomic
def hand_to_board(*, approval, on, by, case_number="") -> Approval:
    """The county has passed the application on to the vocational training board (§ 7-5), which assesses it first."""
    approval = begin(approval, TO_BOARD)
    if approval.applied_on and on < approval.applied_on:
        raise Refused(_("The board cannot have it before it was applied for."), field="on")
    approval.with_board_on, approval.case_number = on, case_number or approval.case_number
    approval.save()
    record(by, "approval.with_board", approval, on=str(on))
    return approval


@atomic
def decide_approval(*, approval, decision, on, by, to_on=None, limits="", case_number="", file=None) -> Approval:
    """Note what the county decided. `decision`: a name in states.DECISIONS; `on`: from when it holds; `file`: Accepted.

    A limited approval says its limits; one that is changed or prolonged keeps the day it was first given, and the same
    answer once more changes nothing. The company is told by mail of what the county said; that an application was
    taken back, the company knows.
    """
    step = DECISIONS[decision]
    limits = limits if step is LIMIT else ""
    approval = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    before = approval.state
    if before == step.target and _says_the_same(approval, to_on, limits, case_number, file):
        return approval
    approval = begin(approval, step)
    approval.case_number = case_number or approval.case_number
    _keep_decision(approval, file, by)
    if approval.state in GRANTED:
        _granted(approval, on, to_on, limits, by, f"approval.{approval.state}")
    else:
        if step is WITHDRAW and approval.from_on:
            _end(approval, on)
        approval.save()
        record(by, f"approval.{approval.state}", approval, on=str(on))
    if step is not WITHDRAW or before in GRANTED:
        emails.decided(approval, on)
    return approval


def _says_the_same(approval, to_on, limits, case_number, file) -> bool:
    """Is this answer to a granted approval what stands there already? A second click must not write to the company."""
    letter = approval.decision_file
    is_same_letter = not file or (letter is not None and letter.sha256 == sha256(file.content).hexdigest())
    is_same = (to_on, limits, case_number or approval.case_number) == (
        approval.to_on, approval.limits, approval.case_number
    )  # fmt: skip
    return approval.state in GRANTED and is_same and is_same_letter


def _for_combination(company, trade, county, establishment, again, by) -> Approval:
    """The row to begin with: a new one (not saved), or the one that has come to its end and may begin anew."""
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # the second of two clicks waits here
    if establishment and establishment.county_id and establishment.county_id != county.pk:
        raise Refused(
            _("%(place)s lies in %(county)s.") % {"place": establishment, "county": establishment.county},
            way_out=_("The county where the place of work lies decides (regulation § 6-13)."), field="county",
        )  # fmt: skip
    known = Approval.objects.filter(company=company, trade=trade, county=county, establishment=establishment).first()
    if known is None:
        return Approval(
            office_id=by.office.pk, company=company, trade=trade, county=county, establishment=establishment
        )
    if not known.can_begin_again(by.today):
        raise Refused(
            _("The company has this approval already: %(state)s.") % {"state": known.get_state_display()},
            way_out=_("Open it among the company's approvals and go on there."), field="trade",
        )  # fmt: skip
    settle_warnings(known, by)
    approval = begin(known, again)
    approval.from_on = approval.to_on = approval.with_board_on = approval.unused_since = None
    approval.limits = ""
    return approval


def _granted(approval, on, to_on, limits, by, verb, used_until=None) -> Approval:
    """From `on`, unless it was granted before; whether contracts use it, those above know."""
    if approval.state == ApprovalState.LIMITED and not limits:
        raise Refused(_("Write what the approval is limited to."), field="limits")
    if approval.from_on is None:
        approval.from_on = on
        approval.unused_since = lapse.unused_since(
            is_used=False, last_ended_on=used_until, known=None, granted_on=on, today=by.today
        )
    if to_on and to_on < approval.from_on:
        raise Refused(_("The approval cannot end before it began."), field="to_on")
    approval.to_on, approval.limits = to_on, limits
    approval.save()
    record(by, verb, approval, on=str(on))
    use_asked.send(Approval, approvals=[approval], by=by)
    approval.refresh_from_db(fields=["unused_since"])
    return approval


def _end(approval, on):
    if on < approval.from_on:
        raise Refused(_("The approval cannot end before it began."), field="on")
    approval.to_on = on


def _keep_decision(approval, file, by):
    if file:
        approval.decision_file = store(
            office_id=approval.office_id, kind=StoredFile.Kind.DECISION, name=file.name, content=file.content,
            content_type=file.content_type, by=by,
        )  # fmt: skip
