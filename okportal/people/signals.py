"""What do people tell the apps above?"""

from django.dispatch import Signal

invitation_accepted = Signal()  # invitation, user: link the office's own row of this e-mail to the login
