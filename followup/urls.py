"""Addresses of the half-year talks."""

from django.urls import path

from followup import views

app_name = "followup"

urlpatterns = [
    path("", views.talk_list, name="list"),
    path("<int:talk_id>/", views.detail, name="detail"),
    # steps
    path("<int:talk_id>/avtal/", views.schedule, name="schedule"),
    path("<int:talk_id>/holdt/", views.hold, name="hold"),
    path("<int:talk_id>/avlys/", views.cancel, name="cancel"),
    path("<int:talk_id>/gjenapne/", views.reopen, name="reopen"),
]
