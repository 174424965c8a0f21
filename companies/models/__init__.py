"""Which companies are members, who works with apprentices there, and what are they approved for?"""

from companies.models.agreement import Agreement
from companies.models.approval import AimCoverage, Approval
from companies.models.capacity import IntakeQuestion, Places
from companies.models.company import ActivePeriod, Company, CompanyDocument, Establishment, ProposedChange
from companies.models.guidance import Guidance, GuidanceItem, GuidanceTemplate, GuidanceTemplateItem
from companies.models.log import ContactEntry
from companies.models.person import CompanyPerson, Qualification

__all__ = [
    "ActivePeriod", "Agreement", "AimCoverage", "Approval", "Company", "CompanyDocument", "CompanyPerson",
    "ContactEntry", "Establishment", "Guidance", "GuidanceItem", "GuidanceTemplate", "GuidanceTemplateItem",
    "IntakeQuestion", "Places", "ProposedChange", "Qualification",
]  # fmt: skip
