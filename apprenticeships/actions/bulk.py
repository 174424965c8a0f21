"""What can be done to many apprentices in one go?"""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, JSONObject, Left
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.actions.relations import set_relations
from apprenticeships.dividing import divided
from apprenticeships.models import Apprenticeship, Relation
from apprenticeships.states import CURRENT
from okportal.audit.actions import record_each
from okportal.errors import Refused
from okportal.outbox.actions import enqueue_from
from okportal.outbox.models import Message

MESSAGE = "apprenticeships/message"
NAME_LENGTH = Message._meta.get_field("to_name").max_length


@atomic
def assign_advisors(*, ids, advisors, by) -> int:
    """Hand apprenticeships to one advisor, or divide them evenly among several; returns how many changed hands.

    Neighbours by company go to the same advisor as far as even shares allow. Those that are finished keep the advisor
    they had. Raises Refused when nobody is chosen.
    """
    advisors = sorted(advisors, key=lambda membership: membership.pk)
    if not advisors:
        raise Refused(_("Choose at least one advisor."), field="advisors")
    rows = Apprenticeship.objects.in_office_of(by).filter(pk__in=ids, state__in=CURRENT)
    rows = list(rows.order_by("company__sort_name", "company_id", "apprentice__sort_name", "pk").only("pk"))
    return sum(
        set_relations(apprenticeships=share, kind=Relation.Kind.ADVISOR, to=advisor, on=by.today, by=by)
        for advisor, share in zip(advisors, divided(rows, len(advisors)), strict=True)
        if share
    )


@atomic
def write_to(*, ids, subject, text, token, by) -> int:
    """One mail to each apprentice, in the office's name and the words as typed; returns how many were written.

    `token` comes with the form: the same one again writes nothing. A person with two apprenticeships gets one mail.
    """
    rows = Apprenticeship.objects.in_office_of(by).filter(pk__in=ids).exclude(apprentice__email="")
    rows = rows.order_by("apprentice_id", "-pk").distinct("apprentice_id")
    one_each = Apprenticeship.objects.filter(pk__in=rows.values("pk"))
    written = enqueue_from(_as_messages(one_each, subject, text, token, by))
    if written:
        record_each(by, "apprentice.written_to", [(row.apprentice, {}) for row in rows.select_related("apprentice")])
    return written


def _as_messages(rows, subject, text, token, by):
    person = Cast("apprentice_id", CharField())
    name = Concat("apprentice__first_name", Value(" "), "apprentice__last_name")
    return rows.annotate(
        key=Concat(Value(f"message:{token}:"), person, output_field=CharField()), template=Value(MESSAGE),
        facts=JSONObject(subject=Value(subject), text=Value(text), sender=Value(str(by.user))),
        to_email=F("apprentice__email"), to_name=Left(name, NAME_LENGTH), language=F("apprentice__language"),
        page=Value("apprenticeships:detail"), about_id=F("pk"),
    )  # fmt: skip
