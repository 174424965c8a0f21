"""Which mails and tasks do contracts send and raise, and what do they say?"""

from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds as mails
from okportal.todo import kinds as tasks
from okportal.todo.kinds import Kind

mails.register(
    contracts__missing=_("What a contract still lacks"),
    contracts__check_request=_("Contract to check"),
    contracts__sign_request=_("Contract to sign"),
    contracts__reminder=_("Reminder of a contract"),
    contracts__prolonged=_("More time to sign"),
    contracts__flagged=_("A party says a contract is not right"),
    contracts__declined=_("A party declines to sign"),
    contracts__signed_copy=_("Signed contract"),
    contracts__taken_back=_("A contract is taken back"),
    contracts__approved=_("A contract is approved"),
    contracts__new_link=_("New link to a contract"),
    contracts__signing_code=_("Code for a signing link"),
    contracts__closing_assessment=_("Closing assessment asked for"),
    contracts__company_change=_("Change of company"),
    contracts__company_change_off=_("A change of company is called off"),
    contracts__letter_ready=_("A letter or certificate is ready"),
)
tasks.register(
    # Signing
    contracts__flagged=Kind(
        _("%(name)s says that contract %(number)s is not right"),
        next=_("“%(comment)s” Correct it and send it again."),
        name=_("Contract that is not right"),
    ),
    contracts__declined=Kind(
        _("%(name)s does not want to sign contract %(number)s"),
        next=_("“%(comment)s” Talk with them, and correct it or let it lie."),
        name=_("Declined signature"),
    ),
    contracts__codes_guessed=Kind(
        _("Many wrong codes for %(name)s on contract %(number)s"),
        next=_("Somebody may be guessing. Call %(name)s, then send a new link."),
        name=_("Many wrong codes for a signing link"),
    ),
    contracts__signing_overdue=Kind(
        _("Contract %(number)s was to be signed by %(sign_by_on)s"),
        next=_("Still missing: %(names)s. Call them, or give them more time."),
        name=_("Deadline to sign has passed"),
    ),
    # Long absence
    contracts__long_absence=Kind(
        _("%(apprentice)s was away from %(from_on)s to %(to_on)s: extend the training by %(days)s days"),
        next=_("Ask the county authority to extend the contract, or write here why not."),
        name=_("Extend the training after long absence"),
    ),
    contracts__long_absence_open=Kind(
        _("%(apprentice)s has been away for long, since %(from_on)s"),
        next=_("When the last day is known, the portal reckons how many days the training becomes longer."),
        name=_("Long absence that goes on"),
    ),
    # Somebody who was to sign has left the company
    contracts__send_change_again=Kind(
        _("Change %(change)s of contract %(number)s must be sent to signing again"),
        next=_("%(name)s has left %(company)s. Look the change over and send it."),
        name=_("Change to be sent again"),
    ),
    contracts__send_again=Kind(
        _("Contract %(number)s must be sent to signing again"),
        next=_("%(name)s has left %(company)s. Look the contract over and send it."),
        name=_("Contract to be sent again"),
    ),
    contracts__signed_names_left=Kind(
        _("Contract %(number)s is signed, and names %(name)s, who leaves %(company)s"),
        next=_("Take it back before it is sent to %(county)s, so that the paper names who takes over."),
        name=_("Signed contract that names somebody who leaves"),
    ),
    contracts__sent_names_left=Kind(
        _("Contract %(number)s at %(county)s names %(name)s, who leaves %(company)s"),
        next=_("Tell the county authority who takes over: it must consent to any change (opplæringslova § 7-2)."),
        name=_("Contract at the county that names somebody who leaves"),
    ),
    contracts__change_names_left=Kind(
        _("Change %(change)s of contract %(number)s makes %(name)s training supervisor, who leaves %(company)s"),
        next=_("Withdraw it, and make one for who takes over."),
        name=_("Agreed change that names somebody who leaves"),
    ),
    # The county
    contracts__county_send=Kind(
        _("Send contract %(number)s of %(apprentice)s to %(county)s"),
        next=_("It is signed. Send it in Vigo, and write here when; it should be there by %(due_on)s."),
        name=_("Contract to be sent to the county authority"),
    ),
    contracts__county_send_late=Kind(
        _("Contract %(number)s of %(apprentice)s should have been with %(county)s"),
        next=_("It was due %(due_on)s. Send it today, and tell the county authority why it is late."),
        name=_("Contract sent too late to the county authority"),
    ),
    contracts__county_no_answer=Kind(
        _("%(county)s has not decided on contract %(number)s of %(apprentice)s"),
        next=_("An answer was to be expected by %(due_on)s. Look in Vigo, or ask."),
        name=_("No decision from the county authority"),
    ),
    contracts__county_answer=Kind(
        _("%(county)s has sent back contract %(number)s of %(apprentice)s"),
        next=_("Read the remark, and answer by %(due_on)s."),
        name=_("Remark from the county authority"),
    ),
    contracts__county_answer_near=Kind(
        _("Answer %(county)s about contract %(number)s of %(apprentice)s now"),
        next=_("The answer is due %(due_on)s."),
        name=_("Remark to be answered now"),
    ),
    contracts__county_change_send=Kind(
        _("Send change %(change)s of contract %(number)s for %(apprentice)s to %(county)s"),
        next=_("All have agreed on it. It is to have the county authority's consent before it counts, on %(due_on)s."),
        name=_("Change to be sent to the county authority"),
    ),
    contracts__county_change_no_answer=Kind(
        _("%(county)s has not decided on change %(change)s of contract %(number)s for %(apprentice)s"),
        next=_("An answer was to be expected by %(due_on)s. Look in Vigo, or ask."),
        name=_("No decision on a change from the county authority"),
    ),
    # Amendments
    contracts__amendment_stuck=Kind(
        _("Change %(change)s of contract %(number)s could not come into force"),
        next=_("“%(why)s” Correct it, put it in force by hand, or withdraw it."),
        name=_("Change that could not come into force"),
    ),
    contracts__own_aims=Kind(
        _("Choose own aims for %(apprentice)s"),
        next=_("Contract %(number)s is a training contract now. Agree on the aims, and make a change with them."),
        name=_("Own aims after a change of the contract type"),
    ),
    contracts__plan_to_look_over=Kind(
        _("Look over the training plan of %(apprentice)s"),
        next=_("The contract has another trade or type since %(from_on)s: the aims may be others."),
        name=_("Training plan after a change of the contract"),
    ),
    # Change of company
    contracts__closing_assessment=Kind(
        _("%(name)s at %(company)s writes the closing assessment of %(apprentice)s"),
        next=_("It is taken away here when it is handed in. Close it to write the assessment yourself."),
        name=_("Closing assessment that is waited for"),
    ),
    contracts__company_change_due=Kind(
        _("%(apprentice)s was to go over to %(company)s on %(change_on)s"),
        next=_("Register that the county authority is told and make the change, or correct the plan."),
        name=_("Change of company that waits"),
    ),
    contracts__company_change_other_day=Kind(
        _("Contract %(number)s of %(apprentice)s begins on %(start_on)s; the change of company was on %(change_on)s"),
        next=_("Ask the county authority which day holds, and correct the one that is wrong."),
        name=_("Change of company on another day than the contract"),
    ),
    # Endings
    contracts__ending_stuck=Kind(
        _("The last day of %(apprentice)s was %(last_on)s, and the contract has not ended"),
        next=_("Open the ending: it says what is missing."),
        name=_("Ending that waits for something"),
    ),
)
