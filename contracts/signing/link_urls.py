"""Addresses for one signer: the key in the address opens them, without a login."""

from django.urls import path

from contracts.views import by_link

app_name = "contracts_link"

urlpatterns = [
    path("<str:token>/", by_link.open_link, name="open"),
    path("<str:token>/kontrakt.pdf", by_link.pdf, name="pdf"),
    path("<str:token>/ikke-riktig/", by_link.say_no, name="say_no"),
    path("<str:token>/ny/", by_link.ask_for_link, name="ask"),
]
