from __future__ import annotations

from tests.rules.a_life import ON, SETTINGS, UPLOAD, Life, a_life


def test_settings_are_asked_for_once_a_launch() -> None:
    life = a_life().asked(SETTINGS, answer=ON, method="GET")
    assert life.said() == ["request_rates: settings were asked for more often than the app was started or came back"]


def test_a_return_may_ask_again_and_so_may_a_failure() -> None:
    life = (
        a_life().told("foreground").asked(SETTINGS, method="GET", status=500).asked(SETTINGS, answer=ON, method="GET")
    )
    assert life.said() == []


def test_a_capture_file_is_judged_by_time() -> None:
    life = Life()
    for _ in range(4):
        life.asked(SETTINGS, answer=ON, method="GET")
    assert life.said(is_told=False) == ["request_rates: settings were asked for four times within five seconds"]


def test_uploads_do_not_pile_up() -> None:
    life = a_life()
    life.sent(life.message(), beside=2)
    assert "request_rates: an upload was sent while 2 others waited for their answers" in life.said(is_settled=False)


def test_a_storm_is_found() -> None:
    life = a_life().noted("condition", "refused")
    for _ in range(40):
        life.sent(life.message(), status=503)
    assert [one for one in life.said(is_settled=False) if one.startswith("request_rates: a storm at /v1")]


def test_tries_that_a_test_gave_time_for_are_no_storm() -> None:
    life = a_life().told("let_pass", seconds=60.0)
    for _ in range(40):
        life.sent(life.message(), status=503)
    assert not [one for one in life.said(is_settled=False) if "storm" in one]


def test_a_storm_in_a_capture_file_is_found() -> None:
    life = Life()
    for _ in range(13):
        life.asked(UPLOAD, {"batch": [life.message()]}, status=None)
        life._seconds -= 0.97
    assert [
        one
        for one in life.said(is_told=False, is_settled=False)
        if "more than 12 requests failed within a second" in one
    ]
