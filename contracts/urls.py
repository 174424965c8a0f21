"""Addresses of contracts."""

app_name = "contracts"
urlpatterns = []
