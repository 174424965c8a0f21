"""What does the register say about a company's health: approvals, supervisors, agreement?"""

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies import lapse
from companies.models import Agreement, Approval, CompanyPerson, Qualification
from companies.roster import qualified_for, years_needed
from companies.rules import SUPERVISOR
from companies.states import GRANTED, ApprovalState
from okportal.home.health_measure import Measure, Stand, on
from okportal.offices.scope import office_url

ENDS_SOON = relativedelta(months=3)


def of_approvals(company, member) -> Measure:
    today = member.today
    rows = Approval.objects.visible_to(member).filter(company=company).select_related("trade")
    known = list(rows)
    holding = [row for row in known if row.state in GRANTED and row.from_on <= today]
    expired = [row for row in holding if row.to_on and row.to_on < today]
    holding = [row for row in holding if row not in expired]
    limited = [row for row in holding if row.state == ApprovalState.LIMITED]
    lapsing = [row for row in holding if _is_lapsing(row, today)]
    lapsed = [row for row in known if row.state == ApprovalState.LAPSED] + expired
    return Measure(
        "approvals", _("Approvals"), *_approvals_stand(holding, lapsing),
        counted=_(
            "The county's approvals of the company as they stand here. One that has been without a contract for "
            "18 months, or ends within three months, lapses soon."
        ),
        good=_("At least one approval in force, and none that lapses soon."),
        figures=[
            (_("In force"), len(holding)), (_("Of them limited"), len(limited)), (_("Lapse soon"), len(lapsing)),
            (_("Lapsed or expired"), len(lapsed)),
        ],
        rows=[(_("The approvals"), office_url("companies:approvals", company.pk))],
    )  # fmt: skip


def _approvals_stand(holding, lapsing) -> Stand:
    if not holding:
        return "danger", _("Not approved"), _("No approval is in force.")
    if lapsing:
        return "warning", _("Lapses soon"), ", ".join(sorted({row.trade.name for row in lapsing}))
    reason = ngettext("%(count)s approval in force.", "%(count)s approvals in force.", len(holding))
    return "success", _("In order"), reason % {"count": len(holding)}


def _is_lapsing(row, today) -> bool:
    ends = row.to_on is not None and row.to_on <= today + ENDS_SOON
    return ends or lapse.warning(row.unused_since, today) is not None or lapse.has_lapsed(row.unused_since, today)


def of_supervisors(company, member) -> Measure:
    people, papers = _supervisors(company, member)
    years = years_needed(company.county_id, member.today)
    judged = [qualified_for(SUPERVISOR, papers[person.pk], years, member.today) for person in people]
    unreached = sum(not person.email for person in people)
    unqualified = sum(not one.is_met for one in judged)
    uncoursed = sum(not _has_course(papers[person.pk], member.today) for person in people)
    return Measure(
        "supervisors", _("Training supervisors"),
        *_supervisors_stand(len(people), unreached, uncoursed, unqualified),
        counted=_supervisors_counted(years),
        good=_("At least one supervisor, and nothing missing for any of them (the Education Act § 7-6)."),
        figures=[
            (_("Supervisors"), len(people)), (_("Without e-mail"), unreached),
            (_("Without a course that holds"), uncoursed), (_("Without qualification on paper"), unqualified),
        ],
        rows=[(_("The people"), office_url("companies:people", company.pk))],
    )  # fmt: skip


def _supervisors_stand(total, unreached, uncoursed, unqualified) -> Stand:
    if not total:
        return "danger", _("Nobody"), _("The company has no training supervisor today.")
    if unqualified == total:
        return "danger", _("Not qualified yet"), _("No supervisor has the qualification on paper.")
    if unreached or unqualified or uncoursed:
        return "warning", _("Something is missing"), _missing_words(unreached, uncoursed, unqualified)
    reason = ngettext("%(count)s supervisor with all papers.", "%(count)s supervisors with all papers.", total)
    return "success", _("In order"), reason % {"count": total}


def _supervisors_counted(years) -> str:
    words = ngettext(
        "Today's training supervisors and what is written down about each: e-mail, a course that holds today, and "
        "a certificate, relevant education or at least %(years)s year of experience.",
        "Today's training supervisors and what is written down about each: e-mail, a course that holds today, and "
        "a certificate, relevant education or at least %(years)s years of experience.",
        years,
    )
    return words % {"years": years}


def _supervisors(company, member) -> tuple[list, dict]:
    """Today's supervisors, and the papers of each, also those written down at another role of the same address."""
    people = CompanyPerson.objects.visible_to(member).filter(company=company).supervisors().on(member.today)
    by_address = {person.email.lower() or person.pk: person for person in people}  # one person, two places: once
    people = list(by_address.values())
    found: dict[int, list] = {person.pk: [] for person in people}
    addresses = [address for address in by_address if isinstance(address, str)]
    papers = Qualification.objects.visible_to(member).annotate(address=Lower("person__email"))
    for paper in papers.filter(Q(person__in=people) | Q(address__in=addresses)):
        owner = by_address.get(paper.address or paper.person_id)
        if owner:
            found[owner.pk].append(paper)
    return people, found


def _has_course(papers, today) -> bool:
    return any(
        paper.kind == Qualification.Kind.COURSE and (paper.expires_on is None or paper.expires_on >= today)
        for paper in papers
    )


def _missing_words(unreached, uncoursed, unqualified) -> str:
    words = []
    if unreached:
        words.append(ngettext("%(count)s lacks e-mail", "%(count)s lack e-mail", unreached) % {"count": unreached})
    if uncoursed:
        words.append(ngettext("%(count)s lacks a course", "%(count)s lack a course", uncoursed) % {"count": uncoursed})
    if unqualified:
        words.append(
            ngettext("%(count)s lacks the qualification", "%(count)s lack the qualification", unqualified)
            % {"count": unqualified}
        )
    return ", ".join(words)


def of_agreement(company, member) -> Measure:
    agreement = Agreement.objects.visible_to(member).filter(company=company).in_force(member.today).first()
    if agreement is None:
        tone, word = "danger", _("Missing")
        reason = _("No agreement between the office and the company is in force today.")
    elif agreement.to_on and agreement.to_on <= member.today + ENDS_SOON:
        tone, word, reason = "warning", _("Ends soon"), _("Ends %(day)s.") % {"day": on(agreement.to_on)}
    else:
        tone, word = "success", _("In force")
        reason = _("Since %(day)s.") % {"day": on(agreement.from_on)}
    page = "companies:agreements" if member.is_staff else "companies:own_agreement"
    return Measure(
        "agreement", _("Agreement with the office"), tone, word, reason,
        counted=_("The agreement that holds today. Without one the office may not act for the company (§ 7-12)."),
        good=_("In force, and for more than three months still."),
        rows=[(_("The agreement"), office_url(page, company.pk))],
    )  # fmt: skip
