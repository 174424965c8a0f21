"""Which letters go with which ending, when, what do they say in both languages, and who reads them?"""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from contracts import actions
from contracts.actions.guided_ending import drop_ending, finish_ending, tell_county
from contracts.actions.letters import keep_letter, preview_letter
from contracts.ending.letters import kinds_of, length, why_not
from contracts.models import Amendment, Contract, Ending, Letter
from okportal.documents.actions import read
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import Role

DAY = datetime.timedelta(days=1)
GROUNDS = "Gjentatt ugyldig fravær etter to skriftlige advarsler."


@pytest.fixture
def write(advisor):
    def keep(ending, kind, language="nb", **typed):
        return keep_letter(ending=ending, kind=kind, language=language, by=advisor, **typed)

    return keep


@pytest.fixture
def ended(begun, fill, advisor, today, running):
    """Ended by agreement today."""
    ending = fill(begun("mutual"), agreed_on=today - 3 * DAY, last_on=today, reason="health", note="Hemmelig notat")
    tell_county(ending=ending, told_on=today - DAY, by=advisor)
    return finish_ending(ending=ending, by=advisor)


def loaded(ending):
    ending = Ending.objects.get(pk=ending.pk)
    ending.contract = Contract.objects.with_people().get(pk=ending.contract_id)
    return ending


def text(content) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def kept_text(letter) -> str:
    return text(read(letter.file))


@pytest.mark.parametrize(
    ("kind", "side", "letters"),
    [
        ("mutual", "", ["agreement", "notice", "confirmation", "attest"]),
        ("rescission", "candidate", ["demand", "confirmation", "attest"]),
        ("rescission", "company", ["hearing", "demand", "confirmation", "attest"]),
        ("rescission", "county", ["confirmation", "attest"]),
        ("completed", "", ["confirmation", "attest"]),
    ],
)
def test_letters_of_each_way(begun, kind, side, letters):
    assert kinds_of(loaded(begun(kind, side))) == letters


def test_certificate_is_promised_only_where_there_is_one(begun, fill, approved, advisor, write, ended, today):
    promise = "får attest for opplæringen"
    assert promise in kept_text(write(ended, "confirmation"))
    never = fill(begun("mutual", contract=approved), agreed_on=today, last_on=today)
    assert "Attest for opplæringen" not in kept_text(write(never, "agreement"))
    tell_county(ending=never, told_on=today, by=advisor)
    never = finish_ending(ending=never, by=advisor)
    assert "attest" not in kinds_of(loaded(never))
    told = kept_text(write(never, "confirmation", "en"))
    assert "no certificate of training is issued" in told
    assert "receives a certificate" not in told


def test_apprentice_finds_the_notice_of_the_lapse(begun, approved, advisor, write, here):
    letter = write(finish_ending(ending=begun("lapse", contract=approved), by=advisor), "lapse")
    told = kept_text(letter)
    assert "Kopi til Fjord Lærling" in told
    assert "Kopi til Fjord Lærling," not in told  # the company reads it nowhere
    assert "hvis du vil" not in told  # it speaks to the county, not to the apprentice
    mail = Message.objects.get(template="contracts/letter_ready")
    assert (mail.to_email, mail.facts["is_attest"]) == ("apprentice@fjord.example", False)
    address = here.url(f"kontrakter/{approved.pk}/brev/{letter.pk}.pdf")
    assert here.client(Role.APPRENTICE).get(address).status_code == 200
    assert here.client(Role.COMPANY_CONTACT).get(address).status_code == 404


def test_no_certificate_for_what_never_began(begun, approved, advisor):
    ending = begun("lapse", contract=approved)
    assert kinds_of(loaded(ending)) == ["lapse"]
    finish_ending(ending=ending, by=advisor)
    assert kinds_of(loaded(ending)) == ["lapse"]
    text_of_it = kept_text(keep_letter(ending=ending, kind="lapse", language="nb", by=advisor))
    assert approved.number in text_of_it


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("nb", "Avtale om å avslutte kontrakten", "er enige om å avslutte kontrakten"),
        ("nn", "Avtale om å avslutte kontrakten", "er samde om å avslutte kontrakten"),
    ],
)
def test_agreement_in_both_languages(begun, fill, write, today, language, title, words):
    ending = begun("mutual")
    assert why_not(loaded(ending), "agreement")
    ending = fill(ending, last_on=today + 30 * DAY)
    letter = write(ending, "agreement", language)
    told = kept_text(letter)
    assert title in told
    assert words in told
    assert "§ 7-3" in told
    assert "Fjord" in told
    assert letter.file.kind == StoredFile.Kind.LETTER


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "melder til fylkeskommunen"), ("nn", "vart skriftleg samde om å avslutte")]
)
def test_notice_needs_the_day_it_speaks_of(begun, fill, write, today, language, words):
    ending = fill(begun("mutual"), last_on=today + DAY)
    with pytest.raises(Refused) as refusal:
        write(ending, "notice", language)
    assert "agreement" in refusal.value.way_out
    assert words in kept_text(write(fill(ending, agreed_on=today), "notice", language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["Bare fylkeskommunen kan heve", "uttale deg muntlig", "mandag 11. januar 2027", GROUNDS]),
        ("nn", ["Berre fylkeskommunen kan heve", "uttale deg munnleg", "måndag 11. januar 2027", GROUNDS]),
    ],
)
def test_summons_says_when_where_and_what(begun, write, language, words):
    at = timezone.make_aware(datetime.datetime(2027, 1, 11, 9, 30))
    letter = write(begun("rescission", "company"), "hearing", language, meet_at=at, place="Møterom 2", grounds=GROUNDS)
    told = kept_text(letter)
    for word in [*words, "09.30", "Møterom 2"]:
        assert word in told, word


@pytest.mark.parametrize(("language", "words"), [("nb", "krever at fylkeskommunen"), ("nn", "krev at fylkeskommunen")])
def test_demand_of_the_company_after_the_hearing_only(begun, fill, write, today, language, words):
    ending = begun("rescission", "company")
    with pytest.raises(Refused):
        write(ending, "demand", language, grounds=GROUNDS)
    told = kept_text(write(fill(ending, heard_on=today), "demand", language, grounds=GROUNDS))
    assert words in told
    assert GROUNDS in told


@pytest.mark.parametrize(("language", "words"), [("nb", "å slutte i opplæringen"), ("nn", "å slutte i opplæringa")])
def test_wish_is_passed_on_without_grounds(begun, fill, write, today, language, words):
    ending = fill(begun("rescission", "candidate"), wished_on=today)
    told = kept_text(write(ending, "demand", language))
    assert words in told
    assert "Grunn" not in told


@pytest.mark.parametrize(
    ("language", "kind", "words"),
    [
        ("nb", "confirmation", "Begge var enige, og fylkeskommunen fikk skriftlig melding"),
        ("nn", "confirmation", "Begge var samde, og fylkeskommunen fekk skriftleg melding"),
        ("nb", "attest", "har fått opplæring i"),
        ("nn", "attest", "Stad, dato, namn og underskrift"),
    ],
)
def test_letters_to_the_parties_give_no_reasons(ended, write, language, kind, words):
    told = kept_text(write(ended, kind, language))
    assert words in told
    for secret in ("Hemmelig", "Helse", "bestått", "karakter"):
        assert secret not in told


@pytest.mark.parametrize(("kind", "words"), [("apprentice", "the apprentice"), ("training", "the training candidate")])
def test_wish_names_the_candidate_by_the_contract(begun, fill, write, running, today, kind, words):
    Contract.objects.filter(pk=running.pk).update(kind=kind)
    told = kept_text(write(fill(begun("rescission", "candidate"), wished_on=today), "demand", "en"))
    assert f"as it must when {words} wishes so" in told


def test_letters_after_the_end_are_not_made_before(begun, fill, write, advisor, today):
    ending = fill(begun("mutual"), agreed_on=today, last_on=today)
    for kind in ("confirmation", "attest"):
        with pytest.raises(Refused):
            write(ending, kind)
    drop_ending(ending=ending, by=advisor)
    with pytest.raises(Refused, match="cannot be made") as refusal:
        write(ending, "agreement")
    assert "dropped" in refusal.value.way_out
    with pytest.raises(Refused, match="does not belong"):
        write(ending, "hearing")
    assert not Letter.objects.exists()


def test_same_letter_has_the_same_bytes_and_is_kept_once(ended, write, advisor):
    first = write(ended, "attest")
    assert preview_letter(ending=ended, kind="attest", language="nb", by=advisor) == read(first.file)
    assert write(ended, "attest") == first
    assert write(ended, "attest", "nn") != first
    assert Letter.objects.count() == 2


def test_preview_keeps_nothing(ended, advisor):
    before = StoredFile.objects.count()
    assert preview_letter(ending=ended, kind="attest", language="nb", by=advisor).startswith(b"%PDF-")
    assert (StoredFile.objects.count(), Letter.objects.count()) == (before, 0)


def test_apprentice_is_told_once_of_what_is_written_to_the_parties(begun, fill, ended, write):
    for _twice in range(2):
        write(ended, "attest")
        write(ended, "confirmation")
    mails = Message.objects.filter(template="contracts/letter_ready")
    assert [(mail.to_email, mail.facts["is_attest"]) for mail in mails.order_by("id")] == [
        ("apprentice@fjord.example", True), ("apprentice@fjord.example", False),
    ]  # fmt: skip


def test_letters_to_the_county_are_not_mailed(begun, fill, write, today):
    write(fill(begun("mutual"), agreed_on=today, last_on=today), "notice")
    assert not Message.objects.filter(template="contracts/letter_ready").exists()


def test_attest_after_a_change_of_company(running, advisor, today, write):
    actions.end(contract=running, ended_on=today, end_reason="Ny bedrift", by=advisor)
    ending = Ending.objects.get()
    assert kinds_of(loaded(ending)) == ["attest"]
    assert "Ny bedrift" not in kept_text(write(ending, "attest"))


@pytest.mark.parametrize(
    ("start", "end", "still", "words"),
    [
        ((2026, 1, 1), (2026, 3, 31), [], "3 months"),
        ((2026, 1, 1), (2026, 4, 1), [], "3 months and 1 day"),
        ((2026, 1, 1), (2026, 1, 1), [], "1 day"),
        ((2026, 1, 1), (2026, 3, 31), [((2026, 2, 1), (2026, 2, 28))], "2 months and 3 days"),
        ((2026, 1, 1), (2026, 3, 31), [((2026, 3, 1), None)], "2 months"),
        ((2026, 5, 1), (2026, 4, 1), [], ""),
    ],
)
def test_time_in_training_leaves_out_what_stood_still(running, here, start, end, still, words):
    running.start_on, running.ended_on = datetime.date(*start), datetime.date(*end)
    for number, (from_on, to_on) in enumerate(still, start=1):
        Amendment.objects.create(
            office=here.office, contract=running, number=number, kind="interruption", state="in_force",
            from_on=datetime.date(*from_on), to_on=to_on and datetime.date(*to_on), applied_at=timezone.now(),
        )  # fmt: skip
    assert length(running) == words


@pytest.mark.parametrize(("percent", "words"), [(None, "2 months"), (100, "2 months"), (50, "3 months")])
def test_only_what_stood_still_wholly_is_left_out(running, here, percent, words):
    running.start_on, running.ended_on = datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)
    Amendment.objects.create(
        office=here.office, contract=running, number=1, kind="interruption", state="in_force", percent=percent,
        from_on=datetime.date(2026, 3, 1), applied_at=timezone.now(),
    )  # fmt: skip
    assert length(running) == words


def test_who_reads_which_letter(ended, begun, write, here, world):
    attest, confirmation = write(ended, "attest"), write(ended, "confirmation")
    office_only = Letter.objects.create(
        office=here.office, contract=ended.contract, kind="notice", language="nb", file=attest.file
    )
    apprentice = here.client(Role.APPRENTICE)
    page = apprentice.get(here.url(f"kontrakter/{ended.contract_id}/")).content.decode()
    for letter in (attest, confirmation):
        address = here.url(f"kontrakter/{ended.contract_id}/brev/{letter.pk}.pdf")
        assert address in page
        assert apprentice.get(address).status_code == 200
        assert here.client(Role.READER).get(address).status_code == 200
        for role in (Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR):
            assert here.client(role).get(address).status_code == 404
        there = world.there.client(Role.ADVISOR)
        assert there.get(address).status_code == 404
        assert there.get(address.replace("fjord", world.there.office.slug)).status_code == 404
    hidden = here.url(f"kontrakter/{ended.contract_id}/brev/{office_only.pk}.pdf")
    assert apprentice.get(hidden).status_code == 404
    assert hidden not in page
    assert here.client(Role.ADVISOR).get(hidden).status_code == 200


def test_certificate_tells_the_position_of_the_last_day(ended, write, today):
    part_time = {"kind": "part_time", "state": "in_force", "applied_at": timezone.now(), "percent": 60}
    Amendment.objects.create(
        office_id=ended.office_id, contract_id=ended.contract_id, number=1, from_on=today - 90 * DAY, **part_time
    )
    shown = kept_text(write(loaded(ended), "attest", "en"))
    assert "60 percent" in shown and "100 percent" not in shown
