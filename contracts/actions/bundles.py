"""How is a bundle of contracts ordered, made by the workers, and given up?"""

from django.db.models import F
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Bundle, Contract
from contracts.paper import packing
from contracts.states import BUNDLE_BEGIN, BUNDLE_FAIL, BUNDLE_FINISH
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.outbox.wake import ask_worker
from okportal.states import begin

MOST = 1000  # contracts in one file: some 100 MB
MOST_TRIES = 3
TASK = "contracts.tasks.make_bundle_part"


@atomic
def order_bundle(*, contracts, title, by) -> Bundle:
    """`contracts`: a queryset of those the person may see. The workers begin after the commit."""
    ids = list(contracts.order_by("number").values_list("pk", flat=True)[: MOST + 1])
    if not ids:
        raise Refused(_("No contract fits."), way_out=_("Choose another year, or leave out the trade or company."))
    if len(ids) > MOST:
        raise Refused(
            _("More than %(count)s contracts fit.") % {"count": MOST}, way_out=_("Choose a trade or a company as well.")
        )
    bundle = Bundle.objects.create(office_id=by.office.pk, title=title, contract_ids=ids, made_by=by.user)
    record(by, "bundle.ordered", bundle, contracts=len(ids))
    _ask(bundle)
    return bundle


@atomic
def make_part(*, bundle: Bundle, part: int):
    """One part, and after the last one the whole. Twice is once."""
    if not BUNDLE_BEGIN.allowed_from(bundle.state):
        return
    ids = packing.ids_of(bundle, part)
    contracts = Contract.objects.filter(office_id=bundle.office_id).with_people().select_related("office", "template")
    made = packing.make_part(bundle, part, contracts.in_bulk(ids))
    bundle = begin(bundle, BUNDLE_BEGIN)
    bundle.done = min(bundle.done + made, len(bundle.contract_ids))
    bundle.save()
    if all(packing.is_made(bundle, other) for other in packing.parts(bundle)):
        _finish(bundle)


def _finish(bundle):
    content, failures = packing.joined(bundle)
    bundle = begin(bundle, BUNDLE_FINISH)
    bundle.file = store(
        office_id=bundle.office_id, kind=StoredFile.Kind.BUNDLE, name=f"kontrakter-{bundle.pk}.zip", content=content,
        content_type="application/zip", by=None,
    )  # fmt: skip
    bundle.failures, bundle.done, bundle.ready_at = failures, len(bundle.contract_ids), timezone.now()
    bundle.save()
    record(None, "bundle.ready", bundle, failures=len(failures))
    # The parts stay until the orphans are swept: a transaction that is rolled back needs them once more.


@atomic
def take_up(*, bundle: Bundle):
    """The worker or the broker was lost: ask again for what is not made, or give up after a few times."""
    Bundle.objects.filter(pk=bundle.pk).update(tries=F("tries") + 1, changed_at=timezone.now())
    bundle = Bundle.objects.get(pk=bundle.pk)
    if bundle.tries > MOST_TRIES:
        bundle = begin(bundle, BUNDLE_FAIL)
        bundle.save()
        record(None, "bundle.failed", bundle)
    else:
        _ask(bundle)


def _ask(bundle):
    for part in packing.parts(bundle):
        ask_worker(TASK, bundle.office_id, bundle.pk, part)
