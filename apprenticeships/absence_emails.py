"""Which mails does an absence send?

They say that somebody is away and which days, never why: the kind of an absence stays in the portal (domain § 10).
"""

from django.utils import timezone

from apprenticeships.models import Absence
from okportal.outbox.actions import enqueue


def ask_to_confirm(absence: Absence):
    """To the training supervisor; to the advisor where there is none today. Nobody there: it waits in the lists."""
    reader = _who_confirms(absence.apprenticeship)
    if reader:
        _write(absence, "absence_to_confirm", *reader)


def tell_not_right(absence: Absence):
    """To the one who reported it."""
    user = absence.reported_by
    _write(absence, "absence_not_right", user.email, user.name, user.language)


def _who_confirms(apprenticeship) -> tuple[str, str, str] | None:
    today = timezone.localdate()
    supervisor, advisor = apprenticeship.supervisor, apprenticeship.advisor
    if supervisor and supervisor.email and (supervisor.to_on is None or supervisor.to_on >= today):
        language = supervisor.user.language if supervisor.user else supervisor.language
        return supervisor.email, supervisor.name, language
    if advisor and (advisor.to_on is None or advisor.to_on >= today):
        return advisor.user.email, advisor.user.name, advisor.user.language
    return None


def _write(absence, name, to_email, to_name, language):
    """The version is part of the key: changed days are a new mail, a double click is not."""
    enqueue(
        office_id=absence.office_id, key=f"absence:{absence.pk}:{name}:{absence.version}",
        template=f"apprenticeships/{name}", to_email=to_email, to_name=to_name, language=language,
        page="apprenticeships:absence_detail", about_id=absence.pk,
        facts={
            "apprentice": absence.apprenticeship.apprentice.name, "from_on": str(absence.from_on),
            "to_on": str(absence.to_on) if absence.to_on else "",
        },
    )  # fmt: skip
