"""Whom does a reminder about an apprenticeship reach, in which language, and until when?

Paths start at a row with a key `apprenticeship`: a talk, a registration. The people are those that the apprenticeship
names today, in the language of their login where they have one; who has left is reminded of nothing.
"""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat

from okportal.outbox.reminders import Reader

APPRENTICE = Reader(
    email="apprenticeship__apprentice__email",
    name=Concat("apprenticeship__apprentice__first_name", Value(" "), "apprenticeship__apprentice__last_name"),
    language=Coalesce("apprenticeship__apprentice__user__language", "apprenticeship__apprentice__language"),
)
SUPERVISOR = Reader(
    email="apprenticeship__supervisor__email",
    name=F("apprenticeship__supervisor__name"),
    language=Coalesce("apprenticeship__supervisor__user__language", "apprenticeship__supervisor__language"),
    until="apprenticeship__supervisor__to_on",
)
ADVISOR = Reader(
    email="apprenticeship__advisor__user__email",
    name=F("apprenticeship__advisor__user__name"),
    language=F("apprenticeship__advisor__user__language"),
    until="apprenticeship__advisor__to_on",
)
