"""What do tests of approvals apply for, and which letter comes back?"""

from okportal.curricula.models import Trade
from okportal.documents.uploads import Accepted
from okportal.offices.models import County
from tests.world import TRADE

LETTER = Accepted(b"%PDF-1.4 vedtak", "application/pdf", "vedtak.pdf")


def combination(company, county="03", establishment=None, trade=TRADE):
    return {
        "company": company, "trade": Trade.objects.get(pk=trade), "county": County.objects.get(pk=county),
        "establishment": establishment,
    }  # fmt: skip
