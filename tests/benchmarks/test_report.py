"""Does a benchmark say plainly which goals were met, and forget no row that failed?"""

import json
import subprocess
import sys
import time

from benchmarks import cpu
from benchmarks.compare import compare
from benchmarks.report import Figure, Result, run_rows

BENCH = object()


def a_row(value, goal=12, name="list"):
    return lambda bench: Result(name, "A list", "nothing", [Figure("queries", value, goal)])


def broken(bench):
    """A page that answers 500"""
    raise RuntimeError("list answered 500")


def test_all_goals_met_is_success_and_the_figures_are_written(tmp_path, capsys):
    assert run_rows({"list": a_row(12)}, BENCH, tmp_path / "results.json") == 0
    (row,) = json.loads((tmp_path / "results.json").read_text())["rows"]
    assert row["name"] == "list" and row["is_met"]
    assert row["figures"] == [{"what": "queries", "value": 12, "goal": 12, "unit": ""}]
    assert "| `list` A list | nothing | – | – | queries 12 (≤ 12) | met |" in capsys.readouterr().out


def test_one_missed_goal_fails_the_whole(tmp_path, capsys):
    assert run_rows({"day": a_row(3), "list": a_row(13)}, BENCH, tmp_path / "results.json") == 1
    rows = json.loads((tmp_path / "results.json").read_text())["rows"]
    assert [row["is_met"] for row in rows] == [True, False]
    assert "queries 13 (≤ 12) **too much**" in capsys.readouterr().out


def test_a_row_that_cannot_be_measured_fails_and_hides_no_other(tmp_path, capsys):
    assert run_rows({"list": broken, "day": a_row(3)}, BENCH, tmp_path / "results.json") == 1
    rows = json.loads((tmp_path / "results.json").read_text())["rows"]
    assert rows[0]["error"] == "RuntimeError: list answered 500" and rows[1]["is_met"]
    assert "**falls short**" in capsys.readouterr().out


def test_rows_that_were_not_measured_keep_what_they_had_and_each_says_when(tmp_path):
    results = tmp_path / "results.json"
    run_rows({"list": a_row(12), "day": a_row(3, name="day")}, BENCH, results)
    run_rows({"day": a_row(5, name="day")}, BENCH, results)
    rows = {row["name"]: row for row in json.loads(results.read_text())["rows"]}
    assert rows["list"]["figures"][0]["value"] == 12 and rows["day"]["figures"][0]["value"] == 5
    assert all(row["measured_at"] and row["machine"] for row in rows.values())


def test_the_median_of_rounds_leaves_out_the_disturbed_one():
    seconds = iter([0.001, 0.010, 0.001, 0.010, 0.001, 0.500])
    found = compare(lambda: 1, lambda: 1, lambda call: (call(), next(seconds)), rounds=3, warm_up=0)
    assert (round(found.floor_ms, 6), round(found.work_ms, 6), round(found.ratio, 6)) == (1, 10, 10)


def test_work_is_counted_by_the_unit():
    found = compare(lambda: 4, lambda: 2, lambda call: (call(), 0.008), rounds=1, warm_up=0)
    assert (found.floor_ms, found.work_ms, found.ratio) == (2, 4, 2)


def test_processor_time_of_a_child_counts_and_its_waiting_does_not():
    child = subprocess.Popen([sys.executable, "-c", "x = sum(range(9_000_000)); input()"], stdin=subprocess.PIPE)
    try:
        while (used := cpu.seconds_of({child.pid})) < 0.05:
            time.sleep(0.01)
        time.sleep(0.5)
        settled = cpu.seconds_of({child.pid})
        time.sleep(0.2)
        assert used <= settled and cpu.seconds_of({child.pid}) - settled < 0.1
        assert child.pid in cpu.family(child.pid)
    finally:
        child.communicate(b"\n")
    assert cpu.seconds_of({child.pid}) == 0
