"""What do the pages about contracts ask?"""

from contracts.forms.county import DecisionForm
from contracts.forms.filters import ContractFilter
from contracts.forms.papers import CreditForm, PaperForm
from contracts.forms.signing import DeclineForm, FlagForm, ProlongForm, SignForm, TakeBackForm
from contracts.forms.steps import AimsForm, PeriodForm, SendForm, TypeForm, WorkForm

__all__ = [
    "AimsForm", "ContractFilter", "CreditForm", "DecisionForm", "DeclineForm", "FlagForm", "PaperForm", "PeriodForm",
    "ProlongForm", "SendForm", "SignForm", "TakeBackForm", "TypeForm", "WorkForm",
]  # fmt: skip
