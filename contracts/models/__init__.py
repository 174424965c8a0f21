"""What is agreed, signed, changed and ended, and on which papers?"""

from contracts.models.amendment import Amendment
from contracts.models.bundle import Bundle
from contracts.models.contract import Contract, Party
from contracts.models.county import CountyEntry
from contracts.models.ending import Ending, Letter
from contracts.models.handover import Handover
from contracts.models.period import ContractCredit, ContractPaper, KeptLedger
from contracts.models.signing import SigningEvent, SigningLink, SigningRound
from contracts.models.signing_rule import SigningRule
from contracts.models.template import PaperTemplate
from contracts.models.vigo import VigoDifference, VigoRun

__all__ = [
    "Amendment", "Bundle", "Contract", "ContractCredit", "ContractPaper", "CountyEntry", "Ending", "Handover",
    "KeptLedger", "Letter", "PaperTemplate", "Party", "SigningEvent", "SigningLink", "SigningRound", "SigningRule",
    "VigoDifference", "VigoRun",
]  # fmt: skip
