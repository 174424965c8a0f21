"""Which facts do contracts tell the apps above and beside them? Sent inside the transaction that made them true."""

from django.dispatch import Signal

contract_started = Signal()  # contract, by: in force from today on; talks, plan and exam registration follow
contract_ended = Signal()  # contract, by: completed or ended early; what was planned falls away
# Many at once, from another system, and out again: contracts (a list, with their apprenticeships), by.
contracts_taken_over = Signal()
contracts_given_back = Signal()
