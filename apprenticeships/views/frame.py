"""What does the frame of a file's tabs need (templates/apprenticeships/base.html)?"""

from apprenticeships.views.file import is_own


def frame(member, apprenticeship) -> dict:
    return {
        "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship),
        "progress": apprenticeship.progress_on(member.today), "today": member.today,
    }  # fmt: skip
