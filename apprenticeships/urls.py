"""Addresses of apprenticeships."""

app_name = "apprenticeships"
urlpatterns = []
