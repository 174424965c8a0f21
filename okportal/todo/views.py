"""What is to be done in the office, and how does one say that it is?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okportal.offices.scope import office_url
from okportal.permissions import Permission, Role, allowed
from okportal.todo import actions
from okportal.todo.filters import TaskFilter
from okportal.todo.forms import AssignForm, FinishForm, OwnTaskForm, doers
from okportal.todo.models import Task
from okportal.ui import undo
from okportal.ui.listing import listing, render_list

P = Permission


@allowed(P.CASELOAD)
def task_list(request):
    """An advisor sees first what is for the advisor to do, everybody else the whole office's."""
    member = request.member
    is_advisor = Role.ADVISOR in member.roles
    mine = is_advisor and request.GET.get("vis") != "alle"
    rows = Task.objects.visible_to(member).with_people()
    context = {
        "listing": listing(request, rows.for_member(member) if mine else rows, TaskFilter), "mine": mine,
        "is_advisor": is_advisor, "may_edit": member.can(P.APPRENTICE_EDIT), "today": member.today,
    }  # fmt: skip
    return render_list(request, "todo/list.html", context)


@allowed(P.CASELOAD)
def detail(request, task_id):
    task = seen_by(request.member, task_id)
    form = FinishForm()
    may_edit = request.member.can(P.APPRENTICE_EDIT)
    context = {"task": task, "form": form, "may_edit": may_edit, "today": request.member.today}
    return render(request, "todo/detail.html", context)


@allowed(P.APPRENTICE_EDIT)
def add(request):
    member = request.member
    own = doers(member).filter(user_id=member.user.pk).first()
    form = OwnTaskForm(request.POST or None, member=member, initial={"assigned": own})
    if form.is_valid() and form.submit(actions.add_own_task, by=member):
        messages.success(request, _("The task is written down."))
        return redirect(office_url("todo:list"))
    return render(request, "todo/add.html", {"form": form}, status=form.status)


@allowed(P.APPRENTICE_EDIT)
@require_POST
def finish(request, task_id):
    """From the task's own page with what came of it, from lists with one press; both can be undone at once."""
    task = seen_by(request.member, task_id)
    form = FinishForm(request.POST)
    if form.is_valid() and form.submit(actions.finish_task, task=task, by=request.member):
        undo.success(request, _("Done: %(title)s") % {"title": task.title}, office_url("todo:reopen", task.pk))
        return redirect(_came_from(request) or office_url("todo:list"))
    context = {"task": task, "form": form, "may_edit": True, "today": request.member.today}
    return render(request, "todo/detail.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
@require_POST
def reopen(request, task_id):
    task = actions.reopen_task(task=seen_by(request.member, task_id), by=request.member)
    messages.success(request, _("The task is open again."))
    return redirect(_came_from(request) or task)


@allowed(P.APPRENTICE_EDIT)
def assign(request, task_id):
    task = seen_by(request.member, task_id)
    form = AssignForm(request.POST or None, member=request.member, initial={"assigned": task.assigned_id})
    if request.method == "POST" and form.is_valid() and form.submit(actions.assign_task, task=task, by=request.member):
        given_to = form.result.assigned.user if form.result.assigned else _("the whole office")
        messages.success(request, _("The task now belongs to %(name)s.") % {"name": given_to})
        return redirect(task)
    return render(request, "todo/assign.html", {"task": task, "form": form}, status=form.status)


def seen_by(member, task_id) -> Task:
    rows = Task.objects.visible_to(member).with_people().select_related("raised_by")
    return get_object_or_404(rows, pk=task_id)


def _came_from(request) -> str:
    """Address of the page that the button stood on, if it is ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""
