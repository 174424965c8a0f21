"""Addresses of contracts."""

from django.urls import path

from contracts.views import pages, taking_steps, wizard

app_name = "contracts"

urlpatterns = [
    # to look at
    path("", pages.index, name="list"),
    path("<int:contract_id>/", pages.detail, name="detail"),
    path("<int:contract_id>/hvorfor/", pages.why, name="why"),
    path("<int:contract_id>/til-signering.pdf", pages.unsigned_pdf, name="unsigned_pdf"),
    path("<int:contract_id>/kontrakt.pdf", pages.signed_pdf, name="signed_pdf"),
    # to write
    path("ny/<int:apprenticeship_id>/", wizard.new, name="new"),
    path("<int:contract_id>/steg/<slug:slug>/", wizard.step, name="step"),
    path("<int:contract_id>/sluttdato/", wizard.explain, name="explain"),
    path("<int:contract_id>/send/", wizard.send, name="send"),
    # to take a step
    path("<int:contract_id>/signer/", taking_steps.sign, name="sign"),
    path("<int:contract_id>/signer-for-kontoret/", taking_steps.sign_for_office, name="sign_for_office"),
    path("<int:contract_id>/trekk-tilbake/", taking_steps.take_back, name="take_back"),
    path("<int:contract_id>/vedtak/", taking_steps.decide, name="decide"),
    path("<int:contract_id>/rett/", taking_steps.reopen, name="reopen"),
    path("<int:contract_id>/fullfor/", taking_steps.complete, name="complete"),
    path("<int:contract_id>/avslutt/", taking_steps.end, name="end"),
]
