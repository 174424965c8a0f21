"""What does an export from Vigo say of the demo's contracts, and where does it say something else?"""

import csv
from datetime import timedelta
from io import StringIO

from contracts.models import Contract
from contracts.states import ContractState
from contracts.vigo.actions import compare_run, upload
from okportal.documents.uploads import Accepted
from okportal.embedded.demo.scenes import Cast

S = ContractState
HEADS = (
    "Kontraktsnr", "Saksnr", "Navn", "Lærebedrift", "Faglig leder", "E-post faglig leder", "E-post", "Startdato",
    "Sluttdato", "Status",
)  # fmt: skip
STATUS = {S.AT_COUNTY: "Til behandling", S.RETURNED: "Returnert", S.APPROVED: "Godkjent", S.ACTIVE: "Løpende"}
NOT_HERE = (
    "", "2025/9121", "Kristine Vågen", "Bjørnevåg kommune", "", "", "kristine.vaagen@post.example", "18.08.2025",
    "17.08.2027", "Løpende",
)  # fmt: skip


def reconcile(contracts, by):
    """Nearly all rows say the same; the others are the list to mend."""
    lines = export(Contract.objects.filter(state__in=STATUS).with_people().order_by("number"), contracts)
    written = StringIO()
    csv.writer(written, delimiter=";").writerows([HEADS, *lines, NOT_HERE])
    file = Accepted(written.getvalue().encode("utf-8-sig"), "text/csv", "vigo-eksport.csv")
    run = upload(file=file, by=by)
    compare_run(run=run, columns=run.columns, by=by)


def export(rows, contracts) -> list[list[str]]:
    """A row for each contract, but for one that Vigo does not know; in some Vigo is behind, in others we are."""
    lines = {contract.pk: line(contract) for contract in rows if contract.pk != contracts[Cast.RUN_OUT].pk}
    own = lines[contracts[Cast.OWN].pk]
    own["Sluttdato"] = day(contracts[Cast.OWN].end_on)  # before it was made longer
    lines[contracts[Cast.RETURNED].pk]["Status"] = "Til behandling"
    lines[contracts[Cast.PART_TIME].pk]["E-post"] = "min.nye.adresse@post.example"
    lines[contracts[Cast.ON_THE_JOB].pk]["Faglig leder"] = "Åshild Brekke"
    lines[contracts[Cast.APPROVED].pk]["Startdato"] = day(contracts[Cast.APPROVED].start_on + timedelta(days=7))
    return [list(one.values()) for one in lines.values()]


def line(contract) -> dict[str, str]:
    training = contract.apprenticeship
    supervisor = training.supervisor
    values = (
        contract.number, contract.case_number, training.apprentice.name, training.company.name,
        supervisor.name if supervisor else "", supervisor.email if supervisor else "", training.apprentice.email,
        day(contract.start_on), day(contract.end_on), STATUS[contract.state],
    )  # fmt: skip
    return dict(zip(HEADS, values, strict=True))


def day(value) -> str:
    return f"{value:%d.%m.%Y}"
