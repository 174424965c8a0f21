"""Addresses of the components page."""

app_name = "ui"
urlpatterns = []
