"""Failure text is the product: whole messages, held against golden/*.txt.

After a change on purpose run this file once with HARNESS_UPDATE_GOLDEN=1, and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import (
    ANYONE,
    NOBODY,
    app_updated,
    attribute_set,
    config_fetched,
    containing,
    device_registered,
    event_tracked,
    expect,
    identified,
    like,
    notification_clicked,
    settings_fetched,
    signed_in,
    signed_out,
    tracked,
)  # fmt: skip
from harness.calls import FENCE, MOENGAGE, SEGMENT
from harness.expectations.inbox import Settled
from tests.expectations.a_test import ATest

GOLDEN = Path(__file__).parent / "golden"
Scenario = Callable[[ATest], None]
SCENARIOS: dict[str, Scenario] = {}


def scenario(make: Scenario) -> Scenario:
    SCENARIOS[make.__name__] = make
    return make


@scenario
def not_received_closest_has_another_anonymous_id(a_test: ATest) -> None:
    a_test.told("track", name="Before")
    a_test.segment("track", "Before", "user-4", anonymous_id="anon-1")
    a_test.told("upgrade_to", build="2.0")
    a_test.told("track", name="After")
    a_test.moengage("event_tracked", "After", "user-4")
    a_test.segment("track", "After", "user-4", anonymous_id="anon-2")
    expect(a_test.inbox()).to_receive(tracked("After", user="user-4", anonymous_id="anon-1"))


@scenario
def nothing_was_received_at_all(a_test: ATest) -> None:
    expect(a_test.inbox()).to_receive(identified("ada"))


@scenario
def not_received_closest_has_another_name(a_test: ATest) -> None:
    a_test.told("track", name="Order Completed", properties={"total": 1})
    a_test.segment("track", "Order completed", "ada", total=1)
    expect(a_test.inbox()).to_receive(tracked("Order Completed", user="ada"))


@scenario
def nobody_expected_but_somebody_came(a_test: ATest) -> None:
    a_test.told("reset")
    a_test.told("track", name="Browsed")
    a_test.segment("track", "Browsed", "ada")
    expect(a_test.inbox()).to_receive(tracked("Browsed", user=NOBODY))


@scenario
def a_nested_property_differs(a_test: ATest) -> None:
    cart = {"items": [{"sku": "A"}, {"sku": "B", "price": 10}], "coupon": None}
    a_test.segment("track", "Cart", "ada", cart=cart, page=3)
    wanted = {"cart": containing({"items": [{"sku": "A"}, {"sku": "C"}]}), "page": 4, "currency": like("[A-Z]{3}")}
    expect(a_test.inbox()).to_receive(tracked("Cart", user=ANYONE, properties=wanted))


@scenario
def received_twice(a_test: ATest) -> None:
    identify = a_test.told("identify", user_id="ada")
    a_test.moengage("signed_in", user="ada")
    a_test.segment("identify", user="ada")
    a_test.moengage("signed_in", user="ada")
    expect(a_test.inbox(MOENGAGE)).after(identify).to_receive_once(signed_in("ada"))


@scenario
def received_though_never_expected(a_test: ATest) -> None:
    a_test.told("track", name="Private", integrations={"MoEngage": False})
    a_test.segment("track", "Private")
    a_test.moengage("event_tracked", "Private")
    expect(a_test.inbox(MOENGAGE)).not_to_receive(event_tracked("Private"))


@scenario
def one_of_all_did_not_come_and_another_did(a_test: ATest) -> None:
    identify = a_test.told("identify", user_id="ada")
    a_test.moengage("signed_in", user="ada")
    a_test.moengage("attribute_set", "plan", "ada", value="free")
    wanted = (signed_in("ada"), attribute_set("plan", "pro"))
    expect(a_test.inbox(MOENGAGE)).after(identify).to_receive_only(*wanted)


@scenario
def received_in_another_order(a_test: ATest) -> None:
    a_test.told("reset")
    a_test.told("identify", user_id="bea")
    a_test.moengage("signed_in", user="bea")
    a_test.moengage("signed_out", user="bea", forced=False)
    expect(a_test.inbox(MOENGAGE)).to_receive_in_order(signed_out(), signed_in("bea"))


@scenario
def an_undecoded_body_is_a_prime_suspect(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.undecoded(SEGMENT, "not decoded: gzip ends early, after 12 bytes")
    expect(a_test.inbox()).to_receive(tracked("A"))


@scenario
def a_condition_was_in_force(a_test: ATest) -> None:
    a_test.note("condition", "segment uploads: status 503, 2 times")
    a_test.told("track", name="A")
    a_test.answered(503, "segment uploads: status 503, 2 times")
    a_test.answered(None, "segment uploads: answer lost after the request was taken")
    a_test.answered(400, "")
    a_test.answered(200, "segment uploads: 2 s late")
    expect(a_test.inbox()).to_receive(tracked("A", status=429))


@scenario
def calls_are_still_held(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.settled = Settled(("segment holds 1",), True, "two fences arrived; held: segment holds 1")
    a_test.fenced = (SEGMENT,)
    expect(a_test.inbox()).to_receive_once(tracked("A"))


@scenario
def the_fence_was_lost(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.segment("track", "A")
    a_test.settled = Settled((), False, "the fence did not reach moengage")
    expect(a_test.inbox()).to_receive_once(tracked("A"))


@scenario
def an_attribute_has_another_value(a_test: ATest) -> None:
    a_test.told("identify", user_id="ada", traits={"phone": "+14155552671"})
    a_test.moengage("attribute_set", "USER_ATTRIBUTE_USER_MOBILE", "ada", value=14155552671, form="plain")
    expect(a_test.inbox(MOENGAGE)).to_receive(attribute_set("phone", "+14155552671"))


@scenario
def another_user_came(a_test: ATest) -> None:
    a_test.told("identify", user_id="ada")
    a_test.segment("identify", user="bea", plan="pro")
    a_test.segment("track", "A", "ada")
    expect(a_test.inbox()).to_receive(identified("ada", traits={"plan": "pro"}))


@scenario
def one_came_before_the_action(a_test: ATest) -> None:
    a_test.told("register_push_token", token="old")
    a_test.moengage("device_registered", push_token="old")
    rotation = a_test.told("register_push_token", token="new")
    a_test.moengage("device_registered", push_token="new")
    expect(a_test.inbox(MOENGAGE)).after(rotation).to_receive(device_registered("old"))


@scenario
def one_of_two_came(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.told("track", name="A")
    a_test.segment("track", "A", "ada")
    a_test.segment("track", "A")
    expect(a_test.inbox()).to_receive_times(tracked("A", user="ada"), 2)


@scenario
def the_last_of_an_order_never_came(a_test: ATest) -> None:
    a_test.moengage("signed_out")
    expect(a_test.inbox(MOENGAGE)).to_receive_in_order(signed_out(), signed_in("bea"))


@scenario
def fences_are_dim(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.segment("track", "A")
    a_test.note("fence", "t-1")
    a_test.note("canary", "t-2")
    a_test.note("outcome", "ok")
    a_test.note("outcome", "error: the SDK is not initialised")
    a_test.segment("track", FENCE, fence="t-1")
    a_test.moengage("event_tracked", FENCE, fence="t-1")
    expect(a_test.inbox()).not_to_receive(tracked("A"))


@scenario
def long_values_are_shown_where_they_differ(a_test: ATest) -> None:
    a_test.segment("track", "A", text="x" * 1000 + "tail", other=list(range(400)))
    wanted = {"text": "x" * 1000 + "end" + "y" * 1000, "other": 1}
    expect(a_test.inbox()).to_receive(tracked("A", properties=wanted))


@scenario
def what_would_break_a_line_is_escaped(a_test: ATest) -> None:
    a_test.told("identify", user_id="a\nb")
    a_test.segment("identify", user="a\nb\x1b[2J", name="\u202e")
    a_test.undecoded(SEGMENT, "two\nlines")
    expect(a_test.inbox()).to_receive_once(identified("ada"))


@scenario
def a_long_ledger_is_trimmed(a_test: ATest) -> None:
    for number in range(60):
        a_test.segment("track", f"Event {number}", text="x" * 200)
    expect(a_test.inbox()).to_receive(tracked("Event 60"))


@scenario
def marked_lines_stay_in_sight_in_a_long_ledger(a_test: ATest) -> None:
    for number in range(30):
        a_test.told("track", name=f"Before {number}")
    action = a_test.told("reset")
    for number in range(20):
        a_test.segment("track", f"Then {number}")
    a_test.segment("track", "Unwanted")
    for number in range(60):
        a_test.segment("track", f"Later {number}")
    expect(a_test.inbox()).after(action).not_to_receive(tracked("Unwanted"))


@scenario
def another_notification_was_clicked(a_test: ATest) -> None:
    for campaign in ("c-1", "c-2"):
        a_test.told("receive_push", payload={"gcm_campaign_id": campaign, "gcm_title": "Sale"})
        a_test.moengage("notification_received", gcm_campaign_id=campaign, campaign_id=campaign)
    tap = a_test.told("tap_notification", index=0)
    a_test.moengage("notification_clicked", gcm_campaign_id="c-2", campaign_id="c-2")
    expect(a_test.inbox(MOENGAGE)).after(tap).to_receive(notification_clicked("c-1"))


@scenario
def an_update_says_another_version(a_test: ATest) -> None:
    a_test.told("app_status", status="UPDATE")
    a_test.moengage("app_updated", VERSION_FROM=1, VERSION_TO=1, UPDATED_ON=1753362161000)
    expect(a_test.inbox(MOENGAGE)).to_receive_once(app_updated(properties={"VERSION_FROM": 1, "VERSION_TO": 2}))


@scenario
def settings_named_another_workspace(a_test: ATest) -> None:
    a_test.note("settings", "MoEngage on (OTHER)")
    a_test.told("launch", build="1.0")
    a_test.segment("settings_fetched", integrations=["Segment.io", "MoEngage"], workspace_id="OTHER")
    expect(a_test.inbox()).to_receive(settings_fetched(workspace_id="WORKSPACE"))


@scenario
def a_configuration_was_not_as_expected(a_test: ATest) -> None:
    a_test.moengage("config_fetched", document={"a_s": "blocked"})
    expect(a_test.inbox(MOENGAGE)).to_receive(config_fetched(containing({"a_s": "allowed"})))


@scenario
def what_is_unknown_is_no_suspect(a_test: ATest) -> None:
    a_test.told("track", name="A")
    a_test.segment("track", "B")
    a_test.unknown(SEGMENT, "context.foo")
    expect(a_test.inbox()).to_receive(tracked("A"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_failure_reads_as_it_should(name: str) -> None:
    with pytest.raises(AssertionError) as caught:
        SCENARIOS[name](ATest())
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("HARNESS_UPDATE_GOLDEN"):
        file.write_text(f"{caught.value}\n", encoding="utf-8")
    assert f"{caught.value}\n" == file.read_text(encoding="utf-8")


def test_however_many_calls_are_marked_the_first_and_the_end_are_shown() -> None:
    a_test = ATest()
    for number in range(500):
        a_test.segment("track", "A", n=number)
    a_test.segment("track", "Last")

    with pytest.raises(AssertionError, match="received 500 times, expected never") as caught:
        expect(a_test.inbox()).not_to_receive(tracked("A"))

    lines = str(caught.value).splitlines()
    assert lines[3].startswith("  ! +0.00s segment   track 'A' n=0")
    assert lines[-3].startswith("    +50.00s segment   track 'Last'")
    assert len(lines) < 50


def test_every_golden_file_has_its_scenario() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(SCENARIOS)
