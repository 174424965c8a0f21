"""What do the forms about companies, their people and their approvals ask?"""

from companies.forms.approval import ApprovalForm, DecisionForm
from companies.forms.company import ActivityForm, CompanyForm, EditForm, EstablishmentForm, RegisterForm
from companies.forms.person import EndPersonForm, PersonForm

__all__ = [
    "ActivityForm", "ApprovalForm", "CompanyForm", "DecisionForm", "EditForm", "EndPersonForm", "EstablishmentForm",
    "PersonForm", "RegisterForm",
]  # fmt: skip
