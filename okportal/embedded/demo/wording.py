"""What does a demo office add to its contracts, and how long may one wait for its signers?"""

from contracts.actions.signing_rules import save_rule
from contracts.actions.templates import add_template
from contracts.models import PaperTemplate, SigningRule
from contracts.signing.rules import FIELDS
from okportal.offices.models import County

NAME = "Kommunale lærebedrifter"
REMARKS = (
    "Opplæringen følger arbeidsstedets turnus og veksler mellom to arbeidssteder i samme lærebedrift. Planen for dette "
    "er en del av den interne opplæringsplanen."
)
TERMS = (
    "Lærebedriften setter av tid til halvårssamtale minst hvert halvår, og kaller inn instruktøren også.\n\n"
    "Den som er i opplæring, dokumenterer arbeidet sitt fortløpende, og får svar fra instruktøren innen to uker.\n\n"
    "Opplæringskontoret får beskjed når et fravær varer lenger enn 14 dager."
)
OURS = {"signing_days": 10, "remind_days": 4, "link_days": 10}


def add_wording(county_code, by) -> PaperTemplate:
    """A template of the office's own, and other days to sign in one county than usual."""
    usual = {name: getattr(SigningRule(), name) for name in FIELDS}
    save_rule(county=County.objects.get(pk=county_code), version=0, by=by, **(usual | OURS))
    return add_template(
        name=NAME, kind="", language="nb", remarks=REMARKS, terms=TERMS, copies=2, is_active=True, by=by
    )
