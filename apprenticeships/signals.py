"""Which facts do apprenticeships tell the apps above? Sent inside the transaction that made them true."""

from django.dispatch import Signal

apprenticeship_started = Signal()  # apprenticeship, by: in training, with the dates of the contract in force
apprenticeship_finished = Signal()  # apprenticeship, by: completed or ended early, as its state says
