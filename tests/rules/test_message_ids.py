from __future__ import annotations

import copy

import pytest

from tests.rules.a_life import Life, a_life, changed


@pytest.mark.parametrize("status", [500, 429, None])
def test_a_batch_that_nobody_acknowledged_is_sent_again(status: int | None) -> None:
    life = Life()
    message = life.message()
    life.sent(message, status=status).sent(message)
    assert life.said(is_settled=False) == []


def test_a_message_that_was_acknowledged_is_not_sent_again() -> None:
    life = Life()
    message = life.message()
    life.sent(message).sent(message)
    (said,) = life.said(is_settled=False)
    assert said.startswith("message_ids: segment track Bought was sent again after it was acknowledged in ")


def test_an_answer_that_was_cut_acknowledges_nothing() -> None:
    life = Life()
    message = life.message()
    life.sent(message, condition="segment uploads: answer truncated").sent(message)
    assert life.said(is_settled=False) == []


def test_one_id_is_not_given_twice_in_a_request() -> None:
    life = Life()
    message = life.message()
    life.sent(message, copy.deepcopy(message))
    assert "message_ids: segment track Bought: its message id stands twice in one request" in life.said(
        is_settled=False
    )


def test_a_retry_changes_nothing() -> None:
    life = Life()
    message = life.message()
    life.sent(message, status=500).sent(changed(message, "properties.n", 2))
    assert [one for one in life.said(is_settled=False) if "has the message id of another message" in one]


def test_a_retry_changes_no_context_either() -> None:
    life = Life()
    message = life.message()
    life.sent(message, status=500).sent(changed(message, "context.locale", "de-DE"))
    assert [one for one in life.said(is_settled=False) if "was changed before it was sent again" in one]


def test_a_report_that_was_acknowledged_is_not_sent_again() -> None:
    life = a_life()
    report = life.report(life.point())
    for _ in range(2):
        life.asked("https://sdk-01.moengage.com/v2/sdk/report/WORKSPACE_DEBUG", report, **life.app_key())
    assert [one for one in life.said(is_settled=False) if "moengage event_tracked Bought was sent again" in one]
