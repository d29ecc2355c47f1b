from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.moengage_config import RemoteConfig, matches
from harness.virtual.sdk.seams import NoAnswer, Response
from tests.virtual.sdk.fake_network import an_answer


def test_the_defaults_are_in_force_until_the_server_says_otherwise() -> None:
    config = RemoteConfig({})

    assert config.is_sdk_allowed
    assert config.is_full(30)
    assert not config.is_full(29)
    assert config.flushes("NOTIFICATION_RECEIVED_MOE")
    assert config.is_unstoppable("INSTALL")
    assert config.has_in_app
    assert not config.has_cards
    assert not config.tells_permission("MOE_PUSH_PERMISSION_STATE_ALLOWED")
    assert config.periodic_flush_s() == 60
    assert not config.restricts_user("guest")
    assert not config.compresses


def test_an_answer_is_kept_for_the_next_process() -> None:
    values: dict[str, Any] = {}
    RemoteConfig(values).take(an_answer(200, {"e_b_c": 1}), 100.0)

    assert RemoteConfig(values).is_full(1)


@pytest.mark.parametrize(
    "answer", [an_answer(400, {"e_b_c": 1}), an_answer(200, [1]), Response(200, {}, b"no"), NoAnswer("offline")]
)
def test_any_other_answer_keeps_what_is_in_force(answer: Response | NoAnswer) -> None:
    config = RemoteConfig({})
    config.replace({"e_b_c": 2}, 0.0)

    assert not config.take(answer, 10_000.0)
    assert config.is_full(2)
    assert config.is_old(10_000.0)


def test_a_key_of_the_wrong_type_stays_at_its_default() -> None:
    config = RemoteConfig({})
    config.replace({"e_b_c": "1", "f_e": "E", "p_f_t": True, "gzip": 1, "a_s": None, "unknown": 1}, 0.0)

    assert not config.is_full(1)
    assert config.periodic_flush_s() == 60
    assert not config.compresses
    assert config.is_sdk_allowed


def test_a_new_answer_leaves_nothing_of_the_old_one() -> None:
    config = RemoteConfig({})
    config.replace({"e_b_c": 1}, 0.0)
    config.replace({}, 0.0)

    assert not config.is_full(1)


def test_it_is_old_after_an_hour() -> None:
    config = RemoteConfig({})
    assert config.is_old(0.0)
    config.replace({}, 1000.0)

    assert not config.is_old(4600.0)
    assert config.is_old(4601.0)


def test_a_pause_is_never_shorter_than_a_second() -> None:
    config = RemoteConfig({})
    config.replace({"p_f_t": 0, "d_s_r_i": -5}, 0.0)

    assert (config.periodic_flush_s(), config.background_sync_s()) == (1, 1)


@pytest.mark.parametrize(("expression", "is_match"), [("gue.*", True), ("gue", False), ("(", False), (7, False)])
def test_an_expression_restricts_whole_ids_and_a_broken_one_none(expression: object, is_match: bool) -> None:
    assert matches(expression, "guest") is is_match


def test_the_server_s_lists_of_events_come_on_top_of_the_sdk_s_own() -> None:
    config = RemoteConfig({})
    config.replace({"f_e": ["Fence"], "d_t_w_e": ["Legal"], "w_e": ["MOE_PUSH_PERMISSION_STATE_BLOCKED"]}, 0.0)

    assert config.flushes("Fence")
    assert config.flushes("NOTIFICATION_RECEIVED_MOE")
    assert not config.flushes("Legal")
    assert config.is_unstoppable("Legal")
    assert config.is_unstoppable("INSTALL")
    assert not config.is_unstoppable("Fence")
    assert config.tells_permission("MOE_PUSH_PERMISSION_STATE_BLOCKED")


def test_modules_are_switched_by_the_server() -> None:
    config = RemoteConfig({})
    config.replace({"i_s": "blocked", "c_s": "allowed"}, 0.0)

    assert not config.has_in_app
    assert config.has_cards
