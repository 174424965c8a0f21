"""What does the training plan do when an apprenticeship starts?"""

from django.dispatch import receiver

from apprenticeships.models import Apprenticeship
from apprenticeships.signals import apprenticeship_started, apprenticeships_given_back, apprenticeships_taken_over
from training.actions import make_plan, make_plans, remove_plans


@receiver(apprenticeship_started, sender=Apprenticeship)
def pin_curriculum(sender, apprenticeship, by, **kwargs):
    make_plan(apprenticeship=apprenticeship, by=by)


@receiver(apprenticeships_taken_over, sender=Apprenticeship)
def pin_curricula(sender, apprenticeships, by, **kwargs):
    make_plans(apprenticeships=apprenticeships, by=by)


@receiver(apprenticeships_given_back, sender=Apprenticeship)
def drop_plans(sender, apprenticeships, by, **kwargs):
    remove_plans(apprenticeships=apprenticeships, by=by)
