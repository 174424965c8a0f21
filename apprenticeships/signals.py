"""Which facts do apprenticeships tell the apps above? Sent inside the transaction that made them true."""

from django.dispatch import Signal

apprenticeship_started = Signal()  # apprenticeship, by: in training, with the dates of the contract in force
apprenticeship_finished = Signal()  # apprenticeship, by: completed or ended early, as its state says
login_linked = Signal()  # apprentice, user, by: the person behind this login is the apprentice
login_cut = Signal()  # apprentice, user_id, by: and this one is not
long_absences_weighed = Signal()  # apprenticeship, spells, by: all that are over the county's threshold now
# Many at once, from another system, and out again: apprenticeships (a list), by.
apprenticeships_taken_over = Signal()
apprenticeships_given_back = Signal()
