"""Why does an apprenticeship have the light it has, how did it stand before, and by which rules is it judged?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from apprenticeships.standing import standing
from apprenticeships.views import is_own, seen_by
from okportal.audit.actions import record_viewing
from okportal.home import actions
from okportal.home.caseload import rules_in_use, with_findings
from okportal.home.forms import LightRulesForm
from okportal.home.light_rules import TONES
from okportal.home.lights import everything_about, weeks_of
from okportal.home.queries import found_by_rule
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed, any_member


@any_member
def light(request, apprenticeship_id):
    """All that holds now, with fact and next action, and the last weeks; the apprentice reads kinder words."""
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    own, part = is_own(member, apprenticeship), standing(member, apprenticeship)
    record_viewing(member, apprenticeship.apprentice, "home:light")
    found = everything_about(
        Apprenticeship.objects.visible_to(member).filter(pk=apprenticeship.pk).with_people(), member, part
    )  # fmt: skip
    context = {
        "apprenticeship": apprenticeship, "is_own": own, "today": member.today,
        "lights": [found_light for found_light in found if found_light.kinder] if own else found,
        "weeks": [] if own else weeks_of(apprenticeship, member.today, part), "tones": TONES,
    }  # fmt: skip
    return render(request, "home/light.html", context)


@allowed(Permission.OFFICE_ADMIN)
def choose_rules(request):
    """The office's own choice of rules and thresholds, beside how many each rule finds as it stands."""
    member = request.member
    in_use = rules_in_use(member)
    running = Apprenticeship.objects.visible_to(member).running()
    counts = found_by_rule(with_findings(running, member.today, in_use))
    form = LightRulesForm(request.POST or None, in_use=dict(in_use), counts=counts)
    if form.is_valid() and form.submit(actions.choose_light_rules, by=member):
        messages.success(request, _("The rules are saved."))
        return redirect(office_url("home:choose_rules"))
    return render(request, "home/light_rules.html", {"form": form, "total": sum(counts.values())}, status=form.status)
