"""How does anybody, without login, find out whether a paper is genuine?"""

from django.shortcuts import redirect, render

from contracts.forms.verifying import CodeForm, PaperForm
from contracts.verifying.asking_limit import SECONDS, is_too_often
from contracts.verifying.verdict import about_code, about_file, tidy
from okportal.permissions import open_to_anyone


@open_to_anyone
def ask(request):
    """By the code on the paper (GET, which leads to its own page) or by the file itself (POST, nothing is kept)."""
    code = CodeForm(request.GET if "kode" in request.GET else None)
    if code.is_valid():
        return redirect("contracts_verify:code", request.office.slug, code.cleaned_data["kode"])
    paper = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if paper.is_bound:
        if is_too_often(request):
            return _wait(request)
        if paper.is_valid():
            answer = about_file(request.office, paper.cleaned_data["fil"])
            return render(request, "contracts/verify/answer.html", {"answer": answer})
    status = 422 if code.errors or paper.errors else 200
    return render(request, "contracts/verify/ask.html", {"code_form": code, "paper_form": paper}, status=status)


@open_to_anyone
def by_code(request, code):
    """Where the QR code leads. A code of another office, one that was never given out, and rubbish look the same."""
    if is_too_often(request):
        return _wait(request)
    answer = about_code(request.office, tidy(code))
    if answer.round is None:
        return _unknown(request)
    return render(request, "contracts/verify/answer.html", {"answer": answer})


def _unknown(request):
    """Neither office nor code stands on it, as on every other page that is not there."""
    request.office = None
    return render(request, "contracts/verify/unknown.html", status=404)


def _wait(request):
    answer = render(request, "contracts/verify/wait.html", {"minutes": SECONDS // 60}, status=429)
    answer["Retry-After"] = str(SECONDS)
    return answer
