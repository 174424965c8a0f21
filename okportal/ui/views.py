"""What do all the parts look like together, and what does a refused CSRF token say?"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from okportal.ui import samples


@login_not_required
def components(request):
    """Every component in every tone and state; `?faulty=1` shows the form with errors. Development only."""
    if not settings.DEVELOPMENT:
        raise Http404
    today = timezone.localdate()
    is_faulty = "faulty" in request.GET
    context = {
        "today": today,
        "days": [today + timedelta(days=days) for days in (-24, -1, 0, 1, 5, 24, 200)],
        "form": samples.SampleForm({"name": ""} if is_faulty else None),
        "confirm_form": samples.ReasonForm(),
        "steps": samples.steps(),
        "chart": samples.chart(),
        "rows": samples.rows(today),
        "tones": samples.TONES,
        "saved_at": timezone.now(),
        "listing": samples.sample_listing(request),
        "page_title": _("Components"),
    }
    return render(request, "components/page.html", context, status=422 if is_faulty else 200)


@login_not_required
def csrf_failure(request, reason=""):
    """A form that was open too long, or sent from elsewhere. `reason` is for the log, not for the person."""
    return render(request, "403_csrf.html", status=403)
