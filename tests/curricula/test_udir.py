"""Is a plan fetched with the aim sets it refers to, and is silence told in words?"""

import socket

import pytest

from okportal.curricula.udir import GREP, fetch, read_json
from okportal.errors import Refused


def test_a_plan_is_fetched_with_its_aim_sets():
    answers = {
        f"{GREP}/laereplaner-lk20/BUA03-02": {
            "kode": "BUA03-02", "kompetansemaal-kapittel": {"kompetansemaalsett": [{"kode": "KV489"}]}
        },
        f"{GREP}/kompetansemaalsett-lk20/KV489": {"kode": "KV489", "kompetansemaal": []},
    }  # fmt: skip
    plan, aim_sets = fetch("BUA03-02", read=answers.__getitem__)
    assert (plan["kode"], [found["kode"] for found in aim_sets]) == ("BUA03-02", ["KV489"])


def test_no_answer_is_told_with_a_way_out():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: refuses at once
        with pytest.raises(Refused) as refusal:
            read_json(f"http://127.0.0.1:{closed.getsockname()[1]}/laereplaner-lk20/BUA03-02")
    assert "reached" in refusal.value.message
    assert "file" in refusal.value.way_out
