"""Which training supervisors are there, and what does each of them still lack?"""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyPerson, Qualification

E_MAIL, COURSE, BASIS = "email", "course", "basis"


def supervisors(member):
    """Today's supervisors of the member companies. Adds `has_course` and `has_basis`, both as of today.

    `has_basis`: a certificate or education, or years of practice written down; how many years the county asks for is
    judged on the person's own page. What is written down at another role of the same address counts as well.
    """
    same = Q(person_id=OuterRef("pk")) | Q(person__email__iexact=OuterRef("email")) & ~Q(person__email="")
    papers = Qualification.objects.in_office_of(member).filter(same).valid_on(member.today)
    rows = CompanyPerson.objects.visible_to(member).supervisors().on(member.today).filter(company__is_active=True)
    return rows.select_related("company").annotate(
        has_course=Exists(papers.filter(kind=Qualification.Kind.COURSE)),
        has_basis=Exists(papers.exclude(kind=Qualification.Kind.COURSE)),
    ).order_by("company__sort_name", "name", "pk")  # fmt: skip


class SupervisorFilter(django_filters.FilterSet):
    lacks = django_filters.ChoiceFilter(
        label=_("Lacks"), method="that_lack", empty_label=_("All supervisors"),
        choices=[(E_MAIL, _("E-mail")), (COURSE, _("A course that holds today")), (BASIS, _("Any other paper"))],
    )  # fmt: skip

    def that_lack(self, rows, name, what):
        lacking = {E_MAIL: Q(email=""), COURSE: Q(has_course=False), BASIS: Q(has_basis=False)}
        return rows.filter(lacking[what])
