"""How is a company doing as a place to learn?"""

from django.http import Http404
from django.shortcuts import render

from companies.access import answers_for
from companies.views.company import visible_company
from okportal.home.company_health import measures
from okportal.permissions import Permission, allowed


@allowed(Permission.COMPANY_SEE)
def company_health(request, company_id):
    """For the office and those who answer for the company."""
    company, member = visible_company(request, company_id), request.member
    if not member.is_staff and not answers_for(member, company.pk):
        raise Http404
    found = measures(company, member)
    context = {"company": company, "measures": found, "good": sum(one.tone == "success" for one in found)}
    return render(request, "home/company_health.html", context)
