"""Which facts do contracts tell the apps above and beside them? Sent inside the transaction that made them true."""

from django.dispatch import Signal

contract_approved = Signal()  # contract, by: the county has approved it; its approval is in use from now on
contract_started = Signal()  # contract, by: in force from today on; talks, plan and exam registration follow
contract_ended = Signal()  # contract, by: completed or ended early; what was planned falls away
# Many at once, from another system, and out again: contracts (a list, with their apprenticeships), by.
contracts_taken_over = Signal()
contracts_given_back = Signal()
# handover, by: from its day on the training goes on in another company, under its new contract; nothing falls away.
company_changed = Signal()
contract_changed = Signal()  # contract, amendment, by: a change is in force; talks and exam registration follow
round_signed = Signal()  # round, by: the last signer has signed; `by` is None for somebody by link
round_closed = Signal()  # round, by: flagged, declined or withdrawn, nobody can sign it any more
