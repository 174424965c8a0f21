"""How long does a training last before anything is credited or lost?"""

from contracts.ledger import inputs as known
from contracts.ledger import sources
from contracts.ledger.inputs import Inputs


def route(inputs: Inputs) -> str:
    return inputs.route or (known.FBJ if inputs.kind == known.JOB else known.MAIN)


def base_months(inputs: Inputs) -> int:
    """The months in the contract, or what kind and route give (domain §§ 3 and 8).

    A year at school that the route leaves out is a year more in the company. ValueError where that is less than the
    kind's minimum.
    """
    months = inputs.base_months if inputs.base_months is not None else _by_route(inputs)
    if months < minimum_months(inputs):
        raise ValueError(f"{months} months are too few for {inputs.kind or 'a contract'}")
    return months


def minimum_months(inputs: Inputs) -> int:
    """Months that must be left when credit is taken off."""
    return inputs.figures.minimum(inputs.kind)


def school_years(inputs: Inputs) -> int:
    """Years at school that the base reckons with already, and that no credit is given for."""
    if inputs.kind in {known.JOB, known.PRACTICE_CERTIFICATE}:
        return 0
    return {
        known.MAIN: inputs.trade_school_years, known.ONE_AND_THREE: min(1, inputs.trade_school_years),
        known.IN_COMPANY: 0, known.TAF: 2,
    }[route(inputs)]  # fmt: skip


def source(inputs: Inputs) -> str:
    if inputs.kind == known.JOB:
        return sources.ON_THE_JOB
    is_plain = route(inputs) == known.MAIN and inputs.kind != known.PRACTICE_CERTIFICATE
    return sources.TRADE if is_plain else sources.ROUTE


def version(inputs: Inputs) -> str:
    """The county's figures, where the base is one of them."""
    is_figure = inputs.kind in {known.JOB, known.PRACTICE_CERTIFICATE} or route(inputs) == known.TAF
    return inputs.figures.version if is_figure and inputs.base_months is None else ""


def _by_route(inputs: Inputs) -> int:
    if inputs.kind == known.JOB:
        return inputs.figures.on_the_job_months
    if inputs.kind == known.PRACTICE_CERTIFICATE:
        return inputs.figures.practice_months
    if route(inputs) == known.TAF:
        return inputs.figures.taf_months
    return inputs.trade_months + 12 * (inputs.trade_school_years - school_years(inputs))
