"""How is a curriculum fetched from Udir's Grep?"""

import json
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

from okportal.curricula.grep import missing_aim_sets
from okportal.errors import Refused

GREP = "https://data.udir.no/kl06/v201906"  # open data, licence NLOD 2.0
SECONDS = 20
MOST_BYTES = 20_000_000


def read_json(address: str):
    """The JSON behind an address of Udir's; raises Refused with what went wrong."""
    request = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - the address begins with GREP
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read(MOST_BYTES))
    except HTTPError as error:
        if error.code in (404, 410):
            raise Refused(_("Udir has nothing at %(address)s.") % {"address": address}) from error
        raise Refused(_("Udir answered with an error (%(code)s).") % {"code": error.code}) from error
    except (URLError, OSError) as error:
        raise Refused(_("Udir could not be reached."), way_out=_("Try again later, or import from a file.")) from error
    except ValueError as error:
        raise Refused(_("What Udir answered cannot be read.")) from error


def fetch(code: str, read=read_json) -> tuple[dict, list[dict]]:
    """The plan `code` and the aim sets it refers to. `read`: address → parsed JSON."""
    plan = read(f"{GREP}/laereplaner-lk20/{quote(code, safe='')}")
    return plan, [read(f"{GREP}/kompetansemaalsett-lk20/{quote(found, safe='')}") for found in missing_aim_sets(plan)]
