"""What do the pages that read every app answer?"""

from okportal.home.views.company_health import company_health
from okportal.home.views.former import former, former_contract, former_one
from okportal.home.views.front import caseload, my_day, office, own_apprentices, own_training, search
from okportal.home.views.lights import choose_rules, light
from okportal.home.views.rotation import rotation
from okportal.home.views.timeline import timeline

__all__ = [
    "caseload", "choose_rules", "company_health", "former", "former_contract", "former_one",
    "light", "my_day", "office", "own_apprentices", "own_training",
    "rotation", "search", "timeline",
]  # fmt: skip
