"""What do the forms about companies, their people and their approvals ask?"""

from companies.forms.agreement import AgreementForm, EditAgreementForm, EndAgreementForm
from companies.forms.approval import (
    AgainForm,
    AimForm,
    ApprovalForm,
    BoardForm,
    DecisionForm,
    PrepareForm,
    RegisterApprovalForm,
    SendForm,
)
from companies.forms.changes import AcceptForm, DeclineForm, OwnCompanyForm
from companies.forms.company import (
    ActivityForm,
    ClosingForm,
    CompanyForm,
    EditForm,
    EstablishmentForm,
    RegisterForm,
)
from companies.forms.documents import DocumentForm, LogoForm
from companies.forms.ending import EndPersonForm
from companies.forms.person import EditPersonForm, FindPersonForm, PersonForm, RoleForm, ScopeForm
from companies.forms.qualification import QualificationForm

__all__ = [
    "AcceptForm", "ActivityForm", "AgainForm", "AgreementForm", "AimForm", "ApprovalForm", "BoardForm", "ClosingForm",
    "CompanyForm", "DecisionForm", "DeclineForm", "DocumentForm", "EditAgreementForm", "EditForm", "EditPersonForm",
    "EndAgreementForm", "EndPersonForm", "EstablishmentForm", "FindPersonForm", "LogoForm", "OwnCompanyForm",
    "PersonForm", "PrepareForm", "QualificationForm", "RegisterApprovalForm", "RegisterForm", "RoleForm", "ScopeForm",
    "SendForm",
]  # fmt: skip
