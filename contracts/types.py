"""What makes the four contract types different: their fields, papers, steps, test and length?

One table, for the wizard, the problems and the PDF (opplæringslova § 7-1, domain §§ 1 and 3).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract, ContractPaper
from okportal.curricula.models import Trade

Kind, Paper = Contract.Kind, ContractPaper.Kind
STEPS = ("type", "mal", "periode", "arbeid", "papirer", "kontroll")


@dataclass(frozen=True)
class ContractType:
    """One row of the table.

    `demanded`: papers without which the county does not take the contract; `usual`: papers it usually asks for.
    `fields`: what only this type has. `test` and `the_test`: what it leads to, None for the trade's own test.
    `note`: what the office must know about the type, in the wizard.
    """

    kind: str
    candidate_type: str
    the_candidate: str
    demanded: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    test: str | None = None
    the_test: str | None = None
    note: str = ""

    @property
    def steps(self) -> list[str]:
        """Slugs of the wizard's steps, in their order."""
        return [slug for slug in STEPS if slug != "mal" or self.has_own_aims]

    @property
    def has_own_aims(self) -> bool:
        return "aim_codes" in self.fields

    @property
    def has_practice_before(self) -> bool:
        return "practice_before_months" in self.fields


TYPES = {
    one.kind: one
    for one in (
        ContractType(
            Kind.APPRENTICE, "apprentice", gettext_lazy("the apprentice"), usual=(Paper.EMPLOYMENT, Paper.TRANSCRIPT)
        ),
        ContractType(
            Kind.TRAINING, "training_candidate", gettext_lazy("the training candidate"), demanded=(Paper.OWN_PLAN,),
            usual=(Paper.EMPLOYMENT, Paper.TRANSCRIPT), fields=("aim_codes",), test=gettext_lazy("competence test"),
            the_test=gettext_lazy("the competence test"),
            note=gettext_lazy(
                "The aims follow from the individual plan, often with an expert assessment by PPT behind it. The plan "
                "goes with the contract; the assessment stays with school and county authority."
            ),
        ),
        ContractType(
            Kind.PRACTICE, "practice_candidate", gettext_lazy("the practice-certificate candidate"),
            usual=(Paper.EMPLOYMENT, Paper.TRANSCRIPT), test=gettext_lazy("practice test"),
            the_test=gettext_lazy("the practice test"),
            note=gettext_lazy("With the practice certificate one may go on to a trade certificate later."),
        ),
        # Mostly employed independently of the training already (§ 7-4), so that no employment agreement goes along.
        ContractType(
            Kind.ON_THE_JOB, "on_the_job", gettext_lazy("the candidate"),
            demanded=(Paper.EMPLOYER, Paper.PRIOR_LEARNING), fields=("practice_before_months",),
            note=gettext_lazy(
                "No common core subjects are asked for, but the trade's written examination at Vg3 level must be "
                "passed before the test; the company registers the candidate for it (regulation §§ 9-27 and 9-48)."
            ),
        ),
    )
}  # fmt: skip
# Which contract belongs to which candidate type.
KIND_OF_CANDIDATE = {one.candidate_type: one.kind for one in TYPES.values()}


def type_of(contract: Contract) -> ContractType:
    return TYPES[contract.kind]


def test_of(contract: Contract) -> tuple[str, str]:
    """The test that the training leads to, as 'trade test' and as 'the trade test'."""
    row = type_of(contract)
    if row.test:
        return str(row.test), str(row.the_test)
    if contract.apprenticeship.trade.test_form == Trade.TestForm.JOURNEYMANS_TEST:
        return _("journeyman's test"), _("the journeyman's test")
    return _("trade test"), _("the trade test")


def written_exam(subject_code: str) -> str:
    """The code of the trade's written Vg3 examination: its subject prefix and 3103 (domain § 8); "" where unknown."""
    return f"{subject_code[:3]}3103" if subject_code else ""
