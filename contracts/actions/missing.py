"""How are company and apprentice asked for what a draft lacks?"""

from django.db.transaction import atomic
from django.utils import translation
from django.utils.translation import gettext as _

from contracts import problems
from contracts.actions.drafting import locked_draft
from contracts.models import Contract
from contracts.problems import menders
from contracts.problems.problem import APPRENTICE, COMPANY
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.outbox.actions import enqueue
from okportal.outbox.models import Message

LONGEST_NAME = Message._meta.get_field("to_name").max_length


@atomic
def ask_for_missing(*, contract: Contract, who: str, by) -> menders.Mender:
    """One mail with the list of what this side can supply; Refused the second time a day, or where nothing is asked.

    `who` is "company" or "apprentice".
    """
    locked_draft(contract)
    contract = Contract.objects.with_people().select_related("office").get(pk=contract.pk)
    if who not in (COMPANY, APPRENTICE):
        raise Refused(_("Nobody is asked for this by mail."))
    language = menders.mender(contract, who, []).language
    with translation.override(language):  # the reader's, not the sender's
        found = [one for one in problems.before_sending(contract, by.today) if one.who == who]
    asked = menders.mender(contract, who, found)
    if not asked.can_be_asked:
        raise Refused(
            _("There is nothing to ask for, or no e-mail address to send it to."), way_out=_("Call them instead.")
        )
    key = menders.key_of(contract, who, by.today)
    if Message.objects.filter(key=key).exists():
        raise Refused(
            _("%(name)s has been asked today already.") % {"name": asked.name},
            way_out=_("Call, or ask again tomorrow."),
        )
    enqueue(
        office_id=contract.office_id, key=key, template="contracts/missing", to_email=asked.email,
        to_name=asked.name[:LONGEST_NAME], language=language,
        facts={
            "apprentice": contract.apprenticeship.apprentice.name, "company": contract.whose.company.name,
            "trade": contract.apprenticeship.trade.name, "items": asked.asks, "asked_by": by.user.name,
        },
    )  # fmt: skip
    record(by, "contract.missing_asked", contract, who=who, codes=sorted({one.code for one in found if one.ask}))
    return asked
