"""Addresses of the office's tasks: /<office>/oppgaver/…"""

from django.urls import path

from okportal.todo import views

app_name = "todo"

urlpatterns = [
    path("", views.task_list, name="list"),
    path("ny/", views.add, name="add"),
    path("<int:task_id>/", views.detail, name="detail"),
    # steps
    path("<int:task_id>/utfort/", views.finish, name="finish"),
    path("<int:task_id>/gjenapne/", views.reopen, name="reopen"),
    path("<int:task_id>/fordel/", views.assign, name="assign"),
]
