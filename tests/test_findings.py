from __future__ import annotations

import json

from harness.findings import Finding, Judged, Sides

RULES = Finding("hosts", "error", "no host", "aa /", ("aa",), 2)
COMPARED = Finding("fields", "warning", "p: 1 | 2", "aa /batch/0", ("aa",), 1, Sides("p", "1", "2", "bb /", "why"))


def test_a_finding_says_where_and_how_often() -> None:
    assert str(RULES) == "hosts: no host [aa /] (and 1 more)"
    assert str(COMPARED) == "fields: p: 1 | 2 [aa /batch/0 | bb /]"


def test_a_place_that_only_one_side_has_is_said() -> None:
    alone = Finding("calls", "error", "p: 0 | 1", sides=Sides("p", "0", "1", "bb /"))
    nowhere = Finding("actions", "error", "p: 0 | 1", sides=Sides("p", "0", "1"))
    assert (str(alone), str(nowhere)) == ("calls: p: 0 | 1 [- | bb /]", "actions: p: 0 | 1")


def test_findings_survive_as_plain_values() -> None:
    judged = Judged((RULES, COMPARED))
    assert Judged.from_plain(json.loads(json.dumps(judged.plain()))) == judged
    assert "sides" not in RULES.plain()
