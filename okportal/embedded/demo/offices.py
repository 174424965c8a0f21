"""Which two offices does a newcomer meet? One municipal, one for the state, as the portal's first offices are."""

from okportal.embedded.demo.names import MUNICIPAL, STATE_FIELDS, STATE_KINDS
from okportal.embedded.demo.plan import OfficePlan, state_companies

FJORD = OfficePlan(
    slug="fjord", name="Fjord opplæringskontor", organisation_serial=1, address="Strandgaten 12, 5013 Bergen",
    phone="+4755000000", companies=MUNICIPAL, apprentices=60,
    trades=("HSHEA3", "HSBUA3", "SRSOA3", "RMKOK3", "IMITD3", "BAROF3"), counties=("46",),
    advisors=("Ingrid Dale", "Torbjørn Myklebust"), administrator="Marit Hovland", seed=46,
    documents=0, has_all_scenes=True,
)  # fmt: skip
STAT = OfficePlan(
    slug="stat", name="Opplæringskontoret for staten", organisation_serial=101, address="Akersbakken 9, 0172 Oslo",
    phone="+4724000000", companies=state_companies(STATE_KINDS, STATE_FIELDS, 118), apprentices=240,
    trades=("SRSOA3", "IMITD3", "SRSIK3", "TPLOG3", "IMMDF3", "BAROF3", "RMKOK3", "ELDAT3", "HSHEA3"),
    counties=("03", "46", "50", "11", "55", "34", "42", "15", "33"),
    advisors=("Sindre Aune", "Guro Løvland", "Berit Kvam", "Amir Rahimi"), administrator="Helene Storvik", seed=3,
    takes_part_in_selection=False, documents=5,
)  # fmt: skip
OFFICES = (FJORD, STAT)
