"""Which trades are known when the portal is new? (domain § 8)

Codes, subject codes and lengths from Udir's Grep, September 2026. Length is 24 months unless the trade is a special
route (36) or is said to differ; which trades end in a journeyman's test is settled for the plain crafts only.
Platform staff correct both in Django admin, and `load` leaves their corrections alone.
"""

CRAFT = "svenneprove"

# name, programme area without its dashes, subject code ("" where it has not been seen), what differs from the rule
TRADES = [
    ("Aktivitørfaget", "HSAKT3", "AKT3004", {}),
    ("Ambulansefaget", "HSAMB3", "AMB3004", {}),
    ("Anleggsgartnerfaget", "BAANG3", "", {"test_form": CRAFT}),
    ("Barne- og ungdomsarbeiderfaget", "HSBUA3", "BUA3004", {}),
    ("Brannforebyggerfaget", "BABFB3", "", {}),
    ("Byggdrifterfaget", "BABDR3", "", {}),
    ("Dataelektronikerfaget", "ELDAT3", "", {"months": 18}),  # Vg3 is at school
    ("Elektrikerfaget", "ELELE3", "ELE3004", {"months": 30}),
    ("Ernæringskokkfaget", "RMEKF3", "EKF3001", {}),
    ("Gartnerfaget", "NAGAR3", "GAR3004", {}),
    ("Gjenvinningsfaget", "TPGVF3", "GVF3004", {}),
    ("Helsearbeiderfaget", "HSHEA3", "HEA3004", {}),
    ("Innholdsproduksjonsfaget", "IMIHP3", "IHP3001", {}),
    ("IT-driftsfaget", "IMITD3", "ITD3001", {}),
    ("IT-utviklerfaget", "IMIUV3", "IUV3001", {}),
    ("Kokkfaget", "RMKOK3", "KOK3004", {}),
    ("Laboratoriefaget", "TPLAB3", "LAB3004", {}),
    ("Logistikkfaget", "TPLOG3", "LOG3004", {}),
    ("Maler- og overflateteknikkfaget", "BAMOT3", "MOT3001", {"test_form": CRAFT}),
    ("Mediedesignfaget", "IMMDF3", "MDF3001", {}),
    ("Medieteknikkfaget", "IMMET3", "MET3001", {}),
    ("Portørfaget", "HSPOR3", "POR3004", {}),
    ("Reiselivsfaget", "SRRLV3", "RLV3004", {}),
    ("Renholdsoperatørfaget", "BAROF3", "ROF3004", {"months": 36}),
    ("Rørleggerfaget", "BARLF3", "RLF3004", {"months": 30, "test_form": CRAFT}),
    ("Service- og administrasjonsfaget", "SRSOA3", "SOA3001", {}),
    ("Servitørfaget", "RMSER3", "SER3004", {}),
    ("Sikkerhetsfaget", "SRSIK3", "SIK3004", {}),
    ("Tømrerfaget", "BATMF3", "TMF3004", {"test_form": CRAFT}),
    ("Vei- og anleggsfaget", "BAVOA3", "VOA3004", {}),
    ("Veidrift- og veivedlikeholdsfaget", "BAVOV3", "VOV3001", {}),
    ("Yrkessjåførfaget", "TPYRK3", "YRK3004", {}),
]


def load(trade_model):
    """Write the trades that are missing; those that are there keep every field."""
    for name, area, subject_code, differs in TRADES:
        trade_model.objects.get_or_create(
            code=f"{area}----", defaults={"name": name, "subject_code": subject_code, **differs}
        )
