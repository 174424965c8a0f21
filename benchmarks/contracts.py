"""What do many contracts cost, a seal, and the pages on which a contract is written?"""

import multiprocessing
import resource
import time
from statistics import median

from django.urls import reverse

from benchmarks.compare import compare
from benchmarks.documents import record, styles_of, write_alone
from benchmarks.pages import page_in_office
from benchmarks.report import Figure, Result
from contracts.models import Contract
from contracts.paper import packing, pdf
from contracts.signing.log import signing_log
from contracts.states import ContractState
from okportal.documents.models import SealCertificate
from okportal.documents.seal_checking import check
from okportal.documents.sealing import seal
from okportal.offices.models import Office
from okportal.offices.scope import office_scope

ALL = 240  # the whole portfolio of OK stat (domain § 0)
PROCESSES = 2
ROUNDS = 2
MEGABYTES = 500  # both processes together
LEAST_CORES = 1.5  # of two: below, the work would stand in a queue somewhere


def contracts_packed(bench) -> Result:
    """240 contract PDFs by two processes, as the workers pack them"""
    with office_scope(bench.offices.main.pk):
        ids = list(Contract.objects.in_force().order_by("pk").values_list("pk", flat=True)[:ALL])
        pages = [_page(contract) for contract in _loaded(ids)]
    parts = [slice(start, start + packing.PART) for start in range(0, len(ids), packing.PART)]
    rounds = [_round(bench, ids, pages, parts) for _round_number in range(ROUNDS)]
    figures = [
        Figure("of the floor", median(work.seconds / floor.seconds for floor, work in rounds), 1.3, "×"),
        Figure("memory of both", max(work.megabytes for _floor, work in rounds), MEGABYTES, " MB"),
        Figure("cores not used", PROCESSES - median(work.cores for _floor, work in rounds), PROCESSES - LEAST_CORES),
        Figure("contracts", len(ids), None),
        Figure("on the wall", median(work.wall for _floor, work in rounds), None, " s"),
    ]
    return Result("contracts_packed", contracts_packed.__doc__, "WeasyPrint alone, same HTML, same processes", figures)


def sealing(bench) -> Result:
    """Sealing a signed contract, and checking the seal"""
    with office_scope(bench.offices.main.pk):
        office = Office.objects.get(pk=bench.offices.main.pk)
        contract = _loaded(Contract.objects.in_force().order_by("pk").values_list("pk", flat=True)[:1])[0]
        # The log's page has the place of the seal on it.
        content = pdf.contract_pdf(contract, signatures=list(contract.parties.all()), log=signing_log([]))
        how = {"office": office, "at": contract.created_at, "title": contract.number, "language": "nb"}
        sealed = seal(content, **how)
        certificates = list(SealCertificate.objects.filter(office=office))

        def sign():
            seal(content, **how)
            return 1

        def verify():
            if not check(sealed, certificates).is_intact:
                raise ValueError("The seal that was just made does not hold.")
            return 1

        costs = compare(verify, sign, bench.cost)
    figures = [
        Figure("to sign", costs.work_ms, 250, " ms"),
        Figure("to check", costs.floor_ms, 60, " ms"),
        Figure("larger by", (len(sealed) - len(content)) / 1000, None, " kB"),
    ]
    return Result("sealing", sealing.__doc__, "", figures)


def wizard(bench) -> Result:
    """The page on which period and credit of a draft are written"""
    return _page_of(bench, "wizard", wizard.__doc__, "contracts:step", "periode")


def wizard_check(bench) -> Result:
    """The last page of the wizard, with everything that stands in the way"""
    return _page_of(bench, "wizard_check", wizard_check.__doc__, "contracts:step", "kontroll")


def _page_of(bench, name, what, url_name, *arguments) -> Result:
    with office_scope(bench.offices.main.pk):
        drafted = Contract.objects.filter(state=ContractState.DRAFT).first() or _draft()
    path = reverse(url_name, args=[bench.offices.main.slug, drafted.pk, *arguments])
    return page_in_office(bench, name, what, path, ratio=11, queries=15)


def _draft() -> Contract:
    """One of those in force once more, as a draft."""
    contract = Contract.objects.in_force().first()
    contract.pk, contract.state, contract.number, contract.round = None, ContractState.DRAFT, "2026-99999", None
    contract.save()
    return contract


class Spent:
    """Processor seconds, seconds on the wall and megabytes of the processes that did the work."""

    def __init__(self, seconds, wall, megabytes):
        self.seconds, self.wall, self.megabytes = seconds, wall, megabytes

    @property
    def cores(self):
        return self.seconds / self.wall


def _round(bench, ids, pages, parts) -> tuple[Spent, Spent]:
    floor = _spent([_each_alone(pages[part]) for part in parts], bench.disconnect)
    return floor, _spent([_as_packed(bench.offices.main.pk, ids[part]) for part in parts], bench.disconnect)


def _spent(jobs, disconnect) -> Spent:
    """The jobs divided among forked processes, each taking the next part when it is done, as workers do."""
    disconnect()  # a forked process must not speak on its parent's connections, nor on those in the pool
    fork = multiprocessing.get_context("fork")
    todo, told = fork.Queue(), fork.Queue()
    for number in [*range(len(jobs)), *[None] * PROCESSES]:
        todo.put(number)
    began = time.monotonic()
    workers = [fork.Process(target=_work, args=(jobs, todo, told)) for _number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    reports = [told.get() for _worker in workers]
    for worker in workers:
        worker.join()
    wall = time.monotonic() - began
    return Spent(sum(seconds for seconds, _mb in reports), wall, sum(megabytes for _seconds, megabytes in reports))


def _work(jobs, todo, told):
    before = time.process_time()
    while (number := todo.get()) is not None:
        jobs[number]()
    told.put((time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))


def _each_alone(pages):
    def write():
        styles = styles_of(pages[0])
        for page in pages:
            write_alone(page, styles)

    return write


def _as_packed(office_id, ids):
    def pack():
        with office_scope(office_id):
            for contract in _loaded(ids):
                packing.document_of(contract)

    return pack


def _loaded(ids) -> list[Contract]:
    rows = Contract.objects.filter(pk__in=list(ids)).with_people().select_related("office", "template")
    return list(rows.order_by("pk"))


def _page(contract):
    return record(lambda: pdf.contract_pdf(contract, signatures=[]))
