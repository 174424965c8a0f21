"""Which fifteen counties are there, and which figures hold until a county's own are known? (domain § 0.6)"""

from datetime import date

NAMES = {
    "03": "Oslo", "11": "Rogaland", "15": "Møre og Romsdal", "18": "Nordland", "31": "Østfold", "32": "Akershus",
    "33": "Buskerud", "34": "Innlandet", "39": "Vestfold", "40": "Telemark", "42": "Agder", "46": "Vestland",
    "50": "Trøndelag", "55": "Troms", "56": "Finnmark",
}  # fmt: skip
# The present Education Act and its regulation hold from this day (LOV-2023-06-09-30).
LAW_OF_2023 = date(2024, 8, 1)
# An earlier version, so that contracts from before that day find a rule as well.
LAW_OF_1998 = date(2020, 1, 1)


def load(county_model, rule_model):
    """Write what is missing; figures that platform staff have changed stay."""
    for code, name in NAMES.items():
        county, _new = county_model.objects.get_or_create(code=code, defaults={"name": name})
        for valid_from in (LAW_OF_1998, LAW_OF_2023):
            rule_model.objects.get_or_create(county=county, valid_from=valid_from)
