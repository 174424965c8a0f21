"""A sealed document, for the tests of seals."""

import datetime
from functools import cache

from contracts.paper.pdf import contract_pdf
from contracts.signing.log import SigningLog
from okportal.documents.sealing import seal
from okportal.offices.models import Office
from tests.documents.sample import sample_contract, sample_parties

AT = datetime.datetime(2026, 8, 16, 9, 30, 15, tzinfo=datetime.UTC)


@cache
def page() -> bytes:
    """What is to be sealed: a contract with the page that has the place of the seal."""
    contract = sample_contract()
    log = SigningLog((), "a" * 64, "b" * 64)
    return contract_pdf(contract, signatures=sample_parties(contract), log=log)


def sealed_page(office: Office, at: datetime.datetime = AT) -> bytes:
    return seal(page(), office=office, at=at, title=f"Segl fra {office.name}", language="nb")
