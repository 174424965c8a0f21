"""Who signs in this office's contracts, in which order, and how: in general, and in which counties otherwise?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts.actions.signing_rules import drop_rule, save_rule
from contracts.forms.rules import SigningRuleForm
from contracts.models import SigningRule
from contracts.signing.rules import FIELDS, order_of, rule_for
from okportal.offices.models import County
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


@allowed(Permission.OFFICE_ADMIN)
def signing_rules(request):
    """The general rule, those of counties, and which counties have none."""
    own = SigningRule.objects.visible_to(request.member).filter(county__isnull=False).select_related("county")
    rules = sorted(own, key=lambda rule: rule.county.name)
    general = rule_for(request.office.pk, None)
    context = {
        "general": general, "general_order": order_of(general), "rules": [(rule, order_of(rule)) for rule in rules],
        "others": County.objects.exclude(pk__in=[rule.county_id for rule in rules]),
    }  # fmt: skip
    return render(request, "contracts/rules/list.html", context)


@allowed(Permission.OFFICE_ADMIN)
def general_rule(request):
    return edit(request, None)


@allowed(Permission.OFFICE_ADMIN)
def county_rule(request, county_id):
    """A county without a rule begins with what holds there now."""
    return edit(request, get_object_or_404(County, pk=county_id))


def edit(request, county):
    mine = SigningRule.objects.visible_to(request.member).filter(county=county).first()
    rule = mine or copy_of(rule_for(request.office.pk, None))
    form = SigningRuleForm(request.POST or None, rule=rule)
    is_look = "look" in request.POST
    if form.is_valid() and not is_look and form.submit(save_rule, county=county, by=request.member):
        messages.success(request, _("The rule is saved. It holds for what is sent from now on."))
        return redirect(office_url("contracts:signing_rules"))
    context = {
        "form": form, "county": county, "rule": rule, "order": order_of(typed(form, rule)), "is_look": is_look,
    }  # fmt: skip
    return render(request, "contracts/rules/edit.html", context, status=form.status)


@require_POST
@allowed(Permission.OFFICE_ADMIN)
def drop_county_rule(request, county_id):
    county = get_object_or_404(County, pk=county_id)
    drop_rule(county=county, by=request.member)
    messages.success(request, _("%(county)s goes by the general rule again.") % {"county": county})
    return redirect(office_url("contracts:signing_rules"))


def copy_of(rule) -> SigningRule:
    """The same answers, not saved."""
    return SigningRule(**{name: getattr(rule, name) for name in FIELDS})


def typed(form, rule) -> SigningRule:
    """The rule as it would be with what stands in the form; as it is where that cannot be read."""
    if not form.is_bound or form.errors:
        return rule
    return SigningRule(**{name: form.cleaned_data[name] for name in FIELDS})
