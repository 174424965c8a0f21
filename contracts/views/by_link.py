"""What does a signer see who came by a link, without a login?"""

import time
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts.actions import by_link
from contracts.actions import links as actions
from contracts.actions.links import LinkClosed
from contracts.amending.on_paper import rows_to_sign
from contracts.forms import DeclineForm, FlagForm
from contracts.forms.links import CodeForm, SignByLinkForm
from contracts.models import Contract, Party
from contracts.signing import links
from contracts.signing.links import Closed, Phase
from okportal.documents.views import file_response
from okportal.norwegian import spaced_phone
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed, open_to_anyone
from okportal.ui.forms import ActionForm

INSIDE, DONE = "signing_link", "signing_link_done"  # session keys
# "no-referrer" would make browsers send their forms without an origin, which the guard against forged requests
# refuses. This one sends the origin alone: never the address, which is a key.
REFERRER = "strict-origin"
PAGES = {
    "asked": "contracts/link/asked.html",
    "closed": "contracts/link/closed.html",
    "code": "contracts/link/code.html",
    "copy": "contracts/link/copy.html",
    "nothing": "contracts/link/nothing.html",
    "read": "contracts/link/read.html",
    "say_no": "contracts/link/say_no.html",
    "thanks": "contracts/link/thanks.html",
}


def of_link(view):
    """Hands on the open link of the address, or answers why it opens nothing; in the signer's language."""

    @wraps(view)
    def opened(request, token):
        try:
            link = actions.open_link(office_id=request.office.pk, token=token)
            speak(request, link)
            response = view(request, token, link)
        except LinkClosed as closed:
            speak(request, closed.link)
            response = closed_page(request, token, closed.link, closed.why)
        response["Referrer-Policy"] = REFERRER
        return response

    return open_to_anyone(opened)


def speak(request, link):
    """In the signer's language, unless the reader has chosen one here."""
    if link and not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(link.party.language)


def closed_page(request, token, link, why):
    """One page for all reasons; for whoever has just used it, the thanks.

    For an unknown one there is no page, as for every address that leads nowhere: it would name the office.
    """
    if link is None:
        raise Http404
    done = request.session.get(DONE, {})
    if why == Closed.USED and done.get("link") == link.pk:
        return show(request, "thanks", step=done["step"])
    return show(request, "closed", 410, why=why, token=token)


@of_link
def open_link(request, token, link):
    """From the mail to the signature: ask for the code, type it, read, confirm or sign."""
    if not is_inside(request, link):
        return ask_for_code(request, token, link)
    phase = links.phase_of(link.party)
    step = {Phase.CHECK: confirm, Phase.SIGN: sign}.get(phase)
    if step is None:
        return page(request, "copy" if phase == Phase.READ else "nothing", token, link)
    return step(request, token, link)


def ask_for_code(request, token, link):
    send, form = ActionForm(typed(request, "send")), CodeForm(typed(request, "code"))
    if send.submit(actions.send_code, link=link):
        return redirect(own_page("open", token))
    if form.submit(actions.check_code, link=link):
        let_in(request, link)
        return redirect(own_page("open", token))
    link = actions.open_link(office_id=request.office.pk, token=token)  # closed, when that was the last try
    return page(request, "code", token, link, form=form, send=send)


def confirm(request, token, link):
    form = ActionForm(typed(request, "confirm"))
    if form.submit(by_link.confirm_by_link, link=link):
        return done(request, token, link, "confirmed")
    return page(request, "read", token, link, form=form, is_check=True)


def sign(request, token, link):
    form = SignByLinkForm(typed(request, "sign"), initial={"sha256": link.party.round.unsigned_file.sha256})
    if form.submit(by_link.sign_by_link, link=link):
        return done(request, token, link, "signed")
    return page(request, "read", token, link, form=form, is_check=False)


def typed(request, step):
    """What was sent for this step; a page that has been open for long may send an earlier one."""
    return request.POST if request.POST.get("step") == step else None


@of_link
def say_no(request, token, link):
    """Something is not right, while one checks; or one will not sign."""
    phase = links.phase_of(link.party)
    if not is_inside(request, link) or phase not in {Phase.CHECK, Phase.SIGN}:
        return redirect(own_page("open", token))
    is_check = phase == Phase.CHECK
    form = (FlagForm if is_check else DeclineForm)(request.POST if request.method == "POST" else None)
    action = by_link.flag_by_link if is_check else by_link.decline_by_link
    if form.is_bound and form.submit(action, link=link):
        return done(request, token, link, "flagged" if is_check else "declined")
    return page(request, "say_no", token, link, form=form, is_check=is_check)


@of_link
def pdf(request, token, link):
    round = link.party.round
    file = round.signed_file if round.is_closed else round.unsigned_file
    if file is None or not is_inside(request, link):
        raise Http404
    return file_response(file)


@require_POST
@open_to_anyone
def ask_for_link(request, token):
    """A new link to the address that the round knows. The answer is the same whether there was anything to send."""
    link = links.find(request.office.pk, token)
    if link is None:
        raise Http404
    actions.ask_for_link(link=link)
    response = show(request, "asked")
    response["Referrer-Policy"] = REFERRER
    return response


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def new_link(request, party_id):
    """The office sends a signer a new link."""
    parties = Party.objects.visible_to(request.member).filter(round__isnull=False).select_related("round__contract")
    party = get_object_or_404(parties, pk=party_id)
    actions.new_link(party=party, by=request.member)
    messages.success(request, _("A new link is on its way to %(email)s.") % {"email": party.email})
    return redirect(office_url("contracts:signing", party.contract_id))


def page(request, name, token, link, **context):
    """A page of this link; 422 where a form on it said no."""
    contract = Contract.objects.with_people().get(pk=link.party.contract_id)
    now = timezone.now()
    context |= {
        "token": token, "link": link, "party": link.party, "round": link.party.round, "contract": contract,
        "rows": rows_to_sign(link.party.round, contract),
        "is_sent": bool(link.code_sha256) and link.code_expires_at > now, "to": links.where_to(link.party),
        "today": timezone.localdate(now),
    }  # fmt: skip
    forms = [form for form in (context.get("form"), context.get("send")) if form]
    return show(request, name, max((form.status for form in forms), default=200), **context)


def show(request, name, status=200, **context):
    context["office_phone"] = spaced_phone(request.office.phone)
    return render(request, PAGES[name], context, status=status)


def own_page(name, token) -> str:
    return office_url(f"contracts_link:{name}", token)


def is_inside(request, link) -> bool:
    """Has a right code been typed for this link, in this browser, a moment ago?"""
    shown = request.session.get(INSIDE, {})
    return shown.get("link") == link.pk and time.time() < shown["until"]


def let_in(request, link):
    if not request.user.is_authenticated:
        request.session.cycle_key()  # whoever knew the key before knows it no longer
    request.session[INSIDE] = {"link": link.pk, "until": time.time() + links.INSIDE.total_seconds()}


def done(request, token, link, step):
    request.session.pop(INSIDE, None)
    request.session[DONE] = {"link": link.pk, "step": step}
    return redirect(own_page("open", token))
