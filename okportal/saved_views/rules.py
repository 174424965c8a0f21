"""What of an address is worth keeping?"""

from urllib.parse import parse_qsl, urlencode

# The page number, which rows were ticked, and the token of a form belong to the moment.
OF_THE_MOMENT = {"page", "valgt", "alle", "filter", "csrfmiddlewaretoken"}


def kept(query: str) -> str:
    """`query` without what belongs to the moment or is empty, in one order, so that two can be compared."""
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=False)
    return urlencode(sorted((name, value) for name, value in pairs if name not in OF_THE_MOMENT))
