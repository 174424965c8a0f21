"""What do the forms about apprentices ask?"""

from apprenticeships.forms.background import ContactForm, OwnForm, PictureForm, SchoolYearForm
from apprenticeships.forms.person import ApprenticeForm, EditApprenticeForm
from apprenticeships.forms.placement import EditPlacementForm, PlacementForm
from apprenticeships.forms.training import CHOOSE, EditTrainingForm, NewTrainingForm, RegisterForm, TypeForm, advisors

__all__ = [
    "CHOOSE", "ApprenticeForm", "ContactForm", "EditApprenticeForm", "EditPlacementForm", "EditTrainingForm",
    "NewTrainingForm", "OwnForm", "PictureForm", "PlacementForm", "RegisterForm", "SchoolYearForm", "TypeForm",
    "advisors",
]  # fmt: skip
