"""The registry: rules by their files, findings in order, and a rule that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import rules
from harness.calls import Entry, Exchange
from harness.findings import Flaw
from harness.traffic import Traffic
from harness.wire.decode import decode
from tests.rules.a_life import a_life

FOLDER = Path(rules.__file__).parent


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_nothing_is_found_in_a_healthy_life(platform: str) -> None:
    assert a_life(platform).said() == []


def test_every_file_is_a_rule_that_says_what_must_hold() -> None:
    assert rules.names() == sorted(file.stem for file in FOLDER.glob("[!_]*.py"))
    for rule in rules.all_rules():
        assert rule.what.endswith(".")
        assert len(rule.what) <= 120
        assert rule.severity in ("error", "warning", "info")


def test_what_is_said_again_is_one_finding_with_its_exchanges(monkeypatch: pytest.MonkeyPatch) -> None:
    flaws = [Flaw("aa /batch/0", "bad"), Flaw("aa /batch/1", "bad"), Flaw("bb /", "bad"), Flaw("cc /", "worse")]
    rule = rules.Rule("one", "error", "It holds.", lambda _: flaws)
    monkeypatch.setattr(rules, "all_rules", lambda: (rule,))

    first, second = rules.judge(Traffic(()))

    assert (first.message, first.where, first.count, first.exchanges) == ("bad", "aa /batch/0", 3, ("aa", "bb"))
    assert str(first) == "one: bad [aa /batch/0] (and 2 more)"
    assert str(second) == "one: worse [cc /]"


def test_errors_come_before_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    flaws = [Flaw("a /", "maybe", "warning"), Flaw("b /", "sure"), Flaw("c /", "by the way", "info")]
    monkeypatch.setattr(rules, "all_rules", lambda: (rules.Rule("one", "error", "It holds.", lambda _: flaws),))
    assert [finding.severity for finding in rules.judge(Traffic(()))] == ["error", "warning", "info"]


def test_a_rule_that_fails_says_so_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Traffic) -> list[Flaw]:
        raise KeyError("context")

    two = rules.Rule("fails", "error", "x", fail), rules.Rule("speaks", "error", "x", lambda _: [Flaw("", "bad")])
    monkeypatch.setattr(rules, "all_rules", lambda: two)
    assert [str(one) for one in rules.judge(Traffic(()))] == [
        "speaks: bad",
        "fails: the rule could not judge this: KeyError: 'context'",
    ]


def test_a_rule_can_be_left_out() -> None:
    life = a_life()
    life.asked("https://ads.example.com/v1/b", {"a": 1})
    assert [one.rule for one in rules.judge(life.traffic(), but=["hosts", "schema", "timestamps"])] == []


WORDS = "batch type event context library name device messageId timestamp anonymousId viewsInfo meta query_params"
KEYS = st.text(max_size=8) | st.sampled_from(
    [*WORDS.split(), "identifiers", "_metadata", "bundled", "traits", "userId"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(body=JSON, kind=st.sampled_from(["track", "identify", "alias", "odd", 7]), where=st.integers(0, 3))
def test_no_rule_fails_whatever_a_request_says(body: object, kind: object, where: int) -> None:
    url = ["https://api.segment.io/v1/b", "https://sdk-01.moengage.com/v2/sdk/report/W", "https://api.segment.io/v1/m",
           "https://sdk-01.moengage.com/v2/sdk/device/W_DEBUG"][where]  # fmt: skip
    life = a_life()
    spoiled = {**life.message(), **(body if isinstance(body, dict) else {"context": body}), "type": kind}
    life.asked(url, {"batch": [spoiled], "viewsInfo": [body], **(body if isinstance(body, dict) else {})})
    assert [one for one in life.said() if "could not judge" in one] == []


def test_no_rule_fails_on_a_url_that_cannot_be_read() -> None:
    exchange = Exchange("aa", "phone", 0.0, "POST", "https://[bad/v1/b", request_body=b"{}")
    entries = [Entry(index, 0.0, "test", one) for index, one in enumerate([exchange, *decode(exchange)])]
    assert [one for one in rules.judge(Traffic(entries)) if "could not judge" in one.message] == []
