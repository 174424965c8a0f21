"""Who is being trained, in which trade, where, with whom, and what is known about it?"""

from apprenticeships.models.absence import Absence
from apprenticeships.models.apprentice import Apprentice, Apprenticeship
from apprenticeships.models.background import CandidateTypePeriod, CloseContact, SchoolYear
from apprenticeships.models.needs import NeedsMapping, NeedsReader, NeedsTemplate
from apprenticeships.models.note import Note
from apprenticeships.models.placing import Placement, Relation

__all__ = [
    "Absence", "Apprentice", "Apprenticeship", "CandidateTypePeriod", "CloseContact", "NeedsMapping", "NeedsReader",
    "NeedsTemplate", "Note", "Placement", "Relation", "SchoolYear",
]  # fmt: skip
