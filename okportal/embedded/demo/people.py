"""Who signs in to the demo, and who works in its companies?"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from companies.models import CompanyPerson
from companies.models.person import SEES_BY_ROLE
from okportal.embedded.logins import PASSWORD
from okportal.norwegian import sort_key
from okportal.offices.models import Membership
from okportal.people.models import User
from okportal.permissions import Role

COMPANY_LOGINS = {
    Role.COMPANY_CONTACT: "company",
    Role.TRAINING_SUPERVISOR: "supervisor",
    Role.INSTRUCTOR: "instructor",
}


class Logins:
    """Makes users; the password is hashed once for all of them (argon2 takes a third of a second)."""

    def __init__(self):
        self.hash = make_password(PASSWORD)

    def user(self, email, name, language="nb", **fields) -> User:
        user = User.objects.create(email=email, name=name, password=self.hash, language=language, **fields)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user

    def member(self, office, email, name, role, since, language="nb") -> Membership:
        user = self.user(email, name, language)
        return Membership.objects.create(office=office, user=user, role=role, from_on=since)


def add_staff(plan, office, logins, today) -> list[Membership]:
    """The administrator and the advisors; returns the advisors, the login `advisor@` first."""
    since, domain = today - timedelta(days=1200), plan.email_domain
    logins.member(office, f"admin@{domain}", plan.administrator, Role.ADMINISTRATOR, since)
    advisors = []
    for number, name in enumerate(plan.advisors):
        email = f"advisor@{domain}" if number == 0 else f"{address(name)}@{domain}"
        advisors.append(logins.member(office, email, name, Role.ADVISOR, since))
    return advisors


def add_company_people(plan, office, companies, logins, dice, names, today) -> dict:
    """Contact, supervisor and instructor for each company; the first company's have logins. Returns them by company."""
    since, rows = today - timedelta(days=900), []
    for number, company in enumerate(companies):
        for role, login in COMPANY_LOGINS.items():
            name = names.grown_up(dice)
            email, user = f"{address(name)}.{number}@bedrift.{plan.email_domain}", None
            if number == 0:
                email = f"{login}@{plan.email_domain}"
                user = logins.member(office, email, name, role, since).user
            rows.append(
                CompanyPerson(
                    office=office, company=company, user=user, name=name, email=email, role=role.value, from_on=since,
                    sees=SEES_BY_ROLE[role.value],
                    phone=f"+479{dice.randrange(10**7):07d}", language="nn" if dice.random() < 0.2 else "nb",
                )
            )  # fmt: skip
    by_company = {}
    for person in CompanyPerson.objects.bulk_create(rows):
        by_company.setdefault(person.company_id, {})[person.role] = person
    return by_company


def address(name: str) -> str:
    """A name as the first part of a mail address: `Guro Løvland` → `guro.lovland`."""
    plain = sort_key(name).translate(str.maketrans({"{": "ae", "|": "o", "}": "a"}))
    return ".".join("".join(c for c in word if c.isascii() and c.isalnum()) for word in plain.split())
