from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.clock import SYSTEM, Deadline, pause
from harness.virtual.acts import ACT_GAP_S
from harness.virtual.carrier import Carrier
from harness.virtual.phone import VirtualPhone
from harness.virtual.screen import NoSuchWidgetError
from harness.virtual.sdk.seams import Answer, NoAnswer, Request, Response
from harness.w3c.phone import Phone, Platform
from tests.virtual.stand_ins import APP, CURRENT, Bench, HeldTransport, make_bench
from tests.virtual.tls_proxy import TlsProxy


def as_asked_for(phone: VirtualPhone) -> Phone:
    """Checked by mypy: it is the phone that the WebDriver server asks for."""
    return phone


def test_a_phone_says_that_it_is_none_and_what_it_models(android: Bench) -> None:
    said = as_asked_for(android.phone).describe()
    assert said["harness:engine"] == "virtual phone"
    assert said["platformVersion"] == "15"
    assert said["deviceName"] == "Virtual Android 15"
    assert (said["harness:locale"], said["harness:timezone"]) == ("en-US", "Asia/Kolkata")
    assert said["harness:models"] == [
        "analytics-kotlin 1.27.0",
        "MoEngage destination 4.2.0",
        "MoEngage SDK 15.02.00",
        "kotlinx-serialization-json 1.5.1",
    ]


def test_the_models_are_those_of_the_installed_build(ios: Bench) -> None:
    ios.phone.install("virtual-ios-previous")
    assert ios.phone.describe()["harness:models"] == [
        "analytics-swift 1.9.4",
        "MoEngage destination 2.12.0",
        "MoEngage SDK 10.13.0",
    ]


def test_verbs_pressed_one_by_one_are_a_moment_apart_on_the_phones_clock(android: Bench) -> None:
    android.install_and_launch()
    before, real = android.phone.wall(), SYSTEM.now()
    for _ in range(100):
        android.phone.press("flush")
    assert android.phone.wall() - before >= 100 * ACT_GAP_S
    assert SYSTEM.now() - real < 50 * ACT_GAP_S, "nobody waits for it in real time"


def test_what_a_verb_launched_is_done_before_the_next_verb() -> None:
    ran: list[str] = []
    bench = make_bench("android")
    bench.install_and_launch()
    track = bench.analytics.track

    def launching(name: str, *_more: object) -> None:
        track(name)
        pool = bench.process.dispatcher
        pool.launch(lambda: pool.launch(lambda: pool.launch(lambda: ran.append(name))))

    bench.analytics.track = launching  # type: ignore[method-assign, assignment]
    for number in range(10):
        bench.run(json.dumps({"verb": "track", "arguments": {"name": f"{number}"}}))
    bench.phone.queued()
    assert ran == [f"{number}" for number in range(10)]
    bench.phone.close()


def test_a_burst_is_one_turn_whose_tasks_are_shuffled(android: Bench) -> None:
    android.install_and_launch()
    ran: list[str] = []
    pool = android.process.dispatcher
    android.analytics.track = lambda name, *_more: pool.launch(lambda: ran.append(name))  # type: ignore[method-assign]
    names = [f"{number}" for number in range(20)]
    android.run(json.dumps([{"verb": "track", "arguments": {"name": name}} for name in names]))
    android.phone.queued()
    assert sorted(ran, key=int) == names
    assert ran != names


def test_connectivity_is_switched_and_read(android: Bench) -> None:
    android.install_and_launch()
    android.phone.set_connectivity({"airplaneMode": True})
    assert android.phone.connectivity() == {"wifi": True, "data": True, "airplaneMode": True}
    assert not android.process.network.is_online()


def test_queues_are_those_of_the_running_process(android: Bench) -> None:
    assert android.phone.queued() == {}
    android.install_and_launch()
    assert android.phone.queued() == {"segment": 3, "moengage": 2}
    android.phone.terminate(APP)
    assert android.phone.queued() == {}


def test_stored_values_are_plain(android: Bench) -> None:
    android.install_and_launch()
    anonymous_id = android.analytics.anonymous_id()
    assert android.phone.stored(APP)["preferences"] == {"analytics": {"anonymous_id": anonymous_id}}


def test_log_lines_carry_the_phones_clock(android: Bench) -> None:
    android.phone.advance(86_400)
    android.install_and_launch()
    at, text = android.phone.log()[-1]
    assert at > SYSTEM.wall() + 86_000
    assert "analytics-kotlin 1.27.0, MoEngage destination 4.2.0, MoEngage SDK 15.02.00" in text


def test_a_phone_may_be_used_from_many_threads(android: Bench) -> None:
    android.install_and_launch()
    threads = [threading.Thread(target=android.phone.press, args=("flush",)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert android.analytics.names().count("flush") == 20


def test_without_an_app_in_front_nothing_can_be_pressed(android: Bench) -> None:
    with pytest.raises(NoSuchWidgetError, match="no app is in the foreground"):
        android.phone.press("run")


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_several_phones_of_one_platform_have_nothing_in_common(platform: Platform) -> None:
    one, other = make_bench(platform, "seed 0"), make_bench(platform, "seed 1")
    for bench in (one, other):
        bench.install_and_launch()
    one.phone.set_notification_permission(APP, "granted")
    one.phone.rotate_push_token()
    one.phone.fill_storage(True)
    one.phone.set_clock(86_400)
    one.phone.set_locale("de-DE", "buddhist")
    one.phone.set_timezone("Asia/Tokyo")
    one.phone.set_connectivity({"airplaneMode": True})
    one.process.storage.keychain()["device"] = "d1"
    one.do("identify", user_id="ada")

    assert other.phone.notification_permission(APP) == "unset"
    assert other.phone.push_token() != one.phone.push_token()
    other.process.storage.files("queue")["1"] = b"there is room"
    assert abs(other.phone.wall() - SYSTEM.wall()) < 3600
    device = other.process.device
    assert (device.locale, device.calendar, device.timezone) == ("en-US", "gregorian", "Asia/Kolkata")
    assert other.process.network.is_online()
    assert other.phone.stored(APP)["keychain"] == {}
    assert other.outcome()["user_id"] is None
    assert other.analytics.anonymous_id() != one.analytics.anonymous_id()
    for bench in (one, other):
        bench.phone.close()


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_the_modelled_sdks_live_through_a_full_disk(platform: Platform) -> None:
    transport = HeldTransport(answers_at_once=True)
    phone = VirtualPhone(platform, "phone-1", transport, seed="s")
    phone.install(CURRENT[platform])
    phone.activate(APP)
    phone.fill_storage(True)
    phone.set_text("command", '{"verb": "track", "arguments": {"name": "Lost"}}')
    phone.press("run")
    phone.terminate(APP)
    phone.activate(APP)
    phone.queued()
    assert phone.app_state(APP) == 4
    assert "no space left on device" in "\n".join(text.lower() for _, text in phone.log())
    assert phone.describe()["harness:defects"] == []
    phone.close()


# online: through a proxy, as in a run


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[TlsProxy]:
    proxy = TlsProxy(tmp_path)
    yield proxy
    proxy.close()


@pytest.fixture
def online(proxy: TlsProxy) -> Iterator[Bench]:
    bench = make_bench("android", carrier=Carrier(proxy.url, proxy.ca_file))
    bench.install_and_launch()
    yield bench
    bench.phone.close()


def send(bench: Bench, url: str) -> list[Answer]:
    answers: list[Answer] = []
    bench.process.network.send(Request("GET", url, timeout_s=60), answers.append)
    return answers


def test_an_act_comes_after_the_answers_of_what_was_sent_before(online: Bench) -> None:
    answers = send(online, "https://api.segment.io/v1/b")
    online.phone.press("flush")
    assert answers == [Response(200, {"content-type": "application/json"}, b'{"success":true}')]


def test_an_answer_that_is_held_back_times_out_on_the_phones_clock(online: Bench) -> None:
    answers = send(online, "https://api.segment.io/held")
    online.phone.advance(59)
    assert answers == []
    online.phone.advance(1)
    assert answers == [NoAnswer("timed out")]


def test_the_far_side_sees_that_a_killed_process_waits_no_more(online: Bench, proxy: TlsProxy) -> None:
    send(online, "https://api.segment.io/held")
    deadline = Deadline.after(3)
    while not proxy.seen and not deadline.is_over:
        pause(0.005)
    online.phone.terminate(APP)
    while not proxy.closed and not deadline.is_over:
        pause(0.005)
    assert proxy.closed == {1}
