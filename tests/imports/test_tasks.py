"""What becomes of an import whose task is lost, stopped or killed?"""

from datetime import timedelta
from pathlib import Path

from django.core.files.storage import storages
from django.utils import timezone

from okportal.imports import actions
from okportal.imports.models import ImportRun
from okportal.imports.tasks import check_import, resume_imports
from tests.imports.files import csv_of
from tests.imports.rows import COMPANY_HEADS, company


def test_a_lost_task_is_taken_up(road):
    run = road.upload(csv_of(COMPANY_HEADS, [company(1)]), kind="companies")
    with road.cast.scope(road.role):
        actions.choose_columns(run=run, columns=run.columns, known="skip", by=road.member())
    resume_imports()
    assert road.again(run).state == "checking"  # too early: the worker may be at it
    with road.cast.scope():
        ImportRun.objects.update(changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    assert road.again(run).state == "checked"


def test_a_file_that_was_changed_on_disk_stops_with_a_sentence(road):
    run = road.upload(csv_of(COMPANY_HEADS, [company(1)]), kind="companies")
    with road.cast.scope():
        key = run.file.key
    Path(storages["private"].path(key)).write_bytes(b"something else")
    run = road.check(run)
    assert run.state == "failed"
    assert "changed since" in run.stopped_by


def asked_to_check(road, number):
    run = road.upload(csv_of(COMPANY_HEADS, [company(number)]), kind="companies")
    with road.cast.scope(road.role):
        actions.choose_columns(run=run, columns=run.columns, known="skip", by=road.member())
    return run


def make_impossible(road, run):
    """What nobody expects: a column that the file has not."""
    with road.cast.scope():
        ImportRun.objects.filter(pk=run.pk).update(columns={"name": "Finnes ikke"})


def test_whatever_goes_wrong_ends_with_a_sentence(road):
    run = asked_to_check(road, 1)
    make_impossible(road, run)
    check_import(road.cast.office.pk, run.pk)
    run = road.again(run)
    assert (run.state, "Something went wrong" in run.stopped_by) == ("failed", True)


def test_one_that_cannot_go_on_stops_no_other(road):
    first, second = asked_to_check(road, 1), asked_to_check(road, 2)
    make_impossible(road, first)
    with road.cast.scope():
        ImportRun.objects.update(changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    assert (road.again(first).state, road.again(second).state) == ("failed", "checked")


def test_a_file_that_kills_the_worker_each_time_is_given_up(road):
    """A killed worker leaves nothing but the count."""
    run = asked_to_check(road, 1)
    with road.cast.scope():
        ImportRun.objects.update(tries=3, changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    run = road.again(run)
    assert (run.state, "cut off" in run.stopped_by) == ("failed", True)
    assert road.check(run).state == "checked"  # asked anew, it is counted anew
