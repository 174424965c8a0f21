"""Addresses of companies."""

app_name = "companies"
urlpatterns = []
