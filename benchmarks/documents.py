"""What does one contract PDF cost, beside WeasyPrint alone with the same page?"""

from django.template.loader import get_template
from weasyprint import CSS, HTML

from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from contracts.models import Contract
from contracts.paper.pdf import contract_pdf as make_pdf
from okportal.documents import engine as engines
from okportal.documents.fetcher import BASE_URL, OwnAssets
from okportal.offices.scope import office_scope


class Recorder:
    """Stands where the engine stands, and keeps what it was asked to make."""

    def make(self, html, stylesheets, attachments, created_at, images, is_tagged):
        self.html, self.stylesheets = html, stylesheets
        return b""


def contract_pdf(bench) -> Result:
    """One contract as PDF/A-3u and PDF/UA-1 with its data attached"""
    with office_scope(bench.offices.main.pk):
        contract = Contract.objects.in_force().with_people().select_related("office").first()
        parties = list(contract.round.parties.all())

        def work():
            make_pdf(contract, signatures=parties)
            return 1

        work()  # fonts and stylesheets are loaded
        floor = weasyprint_alone(record(work))
        comparison = compare(floor, work, bench.cost)
    figures = [Figure("of the floor", comparison.ratio, 1.3, "×")]
    return Result("contract_pdf", contract_pdf.__doc__, "WeasyPrint alone, same HTML", figures, comparison)


def record(work) -> Recorder:
    """What `work` asks the engine for, without making it."""
    recorder, real = Recorder(), engines.engine
    engines.engine = recorder
    try:
        work()
    finally:
        engines.engine = real
    return recorder


def weasyprint_alone(page: Recorder):
    """The same page in the same archive format; fonts and stylesheets loaded beforehand, nothing attached."""
    styles = styles_of(page)

    def floor():
        write_alone(page, styles)
        return 1

    return floor


def styles_of(page: Recorder) -> list[CSS]:
    """Parsed once a process, as the engine does; loads its fonts where a forked process has none yet."""
    engines.engine.load_fonts()
    return [
        CSS(string=get_template(name).template.source, font_config=engines.engine.fonts, url_fetcher=OwnAssets({}))
        for name in page.stylesheets
    ]


def write_alone(page: Recorder, styles) -> bytes:
    document = HTML(string=page.html, base_url=BASE_URL, url_fetcher=OwnAssets({}))
    return document.write_pdf(
        font_config=engines.engine.fonts, stylesheets=styles, pdf_variant="pdf/a-3u", pdf_tags=True
    )
