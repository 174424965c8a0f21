"""Who can sign in to the demo, and with which password?"""

OFFICES = {"fjord.example": "Fjord opplæringskontor", "stat.example": "Opplæringskontoret for staten"}
PEOPLE = ("admin", "advisor", "company", "supervisor", "instructor", "apprentice")
PLATFORM = "platform@okportal.example"
PASSWORD = "demo-okportal"


def lines():
    """The logins as short lines for the terminal."""
    yield f"Demo logins, all with the password {PASSWORD}:"
    for domain in OFFICES:
        yield f"  {', '.join(f'{person}@{domain}' for person in PEOPLE)}"
    yield f"  {PLATFORM} (looks after the platform)"
