"""Addresses of training plans: /<office>/opplaering/…"""

from django.urls import path

from training import views

app_name = "training"

urlpatterns = [
    # the plan of one apprenticeship
    path("<int:apprenticeship_id>/", views.plan, name="plan"),
    path("<int:apprenticeship_id>/lag/", views.make, name="make"),
    # one aim in it
    path("maal/<int:plan_aim_id>/naadd/", views.reach, name="reach"),
    path("maal/<int:plan_aim_id>/angre/", views.undo, name="undo"),
    path("maal/<int:plan_aim_id>/egenvurdering/", views.rate, name="rate"),
]
