"""What does the training plan do when an apprenticeship starts?"""

from django.dispatch import receiver

from apprenticeships.models import Apprenticeship
from apprenticeships.signals import apprenticeship_started
from training.actions import make_plan


@receiver(apprenticeship_started, sender=Apprenticeship)
def pin_curriculum(sender, apprenticeship, by, **kwargs):
    make_plan(apprenticeship=apprenticeship, by=by)
