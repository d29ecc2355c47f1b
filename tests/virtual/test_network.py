from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from harness.errors import ConfigurationError
from harness.virtual.devices import make_device
from harness.virtual.life import Life
from harness.virtual.loop import Loop
from harness.virtual.network import OFFLINE, ProcessNetwork, Radio
from harness.virtual.sdk.seams import Answer, NoAnswer, Request, Response
from tests.virtual.stand_ins import HeldTransport

OK = Response(200, {}, b"{}")


@dataclass
class Wired:
    """One process's network over a transport that answers when the test says so."""

    loop: Loop
    life: Life = field(default_factory=Life)
    transport: HeldTransport = field(default_factory=HeldTransport)
    lines: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.device = make_device("android")
        self.radio = Radio(self.device)
        self.network = ProcessNetwork(self.loop, self.life, self.radio, self.transport, self.lines.append)

    def send(self, timeout_s: float = 60.0, then: Callable[[Answer], None] | None = None) -> None:
        request = Request("POST", "https://api.segment.io/v1/b", timeout_s=timeout_s)
        self.loop.run(lambda: self.network.send(request, then or self.answers.append))

    def switch(self, **states: bool) -> None:
        self.loop.run(lambda: self.radio.change(states))
        self.loop.drain()


@pytest.fixture
def wired(loop: Loop) -> Wired:
    return Wired(loop)


def test_an_answer_is_a_turn_of_its_own(wired: Wired) -> None:
    wired.transport.answers_at_once = True
    seen: list[int] = []

    def turn() -> None:
        wired.network.send(Request("GET", "https://a.test/"), wired.answers.append)
        seen.append(len(wired.answers))

    wired.loop.run(turn)
    wired.loop.drain()
    assert seen == [0]
    assert wired.answers == [Response(200, {}, b"")]


def test_a_time_limit_counts_on_the_phones_clock_and_gives_the_request_up(wired: Wired) -> None:
    wired.send(timeout_s=20)
    wired.loop.advance(19)
    assert wired.answers == []
    wired.loop.advance(1)
    assert wired.answers == [NoAnswer("timed out")]
    assert len(wired.transport.given_up) == 1


def test_requests_without_an_answer_are_under_way(wired: Wired) -> None:
    wired.send()
    wired.send()
    assert wired.radio.under_way == 2
    wired.transport.answer[0](OK)
    wired.loop.drain()
    assert wired.radio.under_way == 1
    wired.life.end()
    assert wired.radio.under_way == 0


def test_an_answer_that_comes_after_the_time_limit_is_not_delivered(wired: Wired) -> None:
    wired.send(timeout_s=20)
    wired.loop.advance(20)
    wired.transport.answer[0](OK)
    wired.loop.drain()
    assert wired.answers == [NoAnswer("timed out")]


def test_an_answered_request_does_not_time_out(wired: Wired) -> None:
    wired.send(timeout_s=20)
    wired.transport.answer[0](OK)
    wired.loop.advance(100)
    assert wired.answers == [OK]
    assert wired.transport.given_up == []


def test_the_end_of_a_process_gives_its_requests_up(wired: Wired) -> None:
    wired.send()
    wired.loop.run(wired.life.end)
    wired.transport.answer[0](OK)
    wired.loop.advance(100)
    assert wired.answers == []
    assert len(wired.transport.given_up) == 1


def test_a_dead_process_is_not_even_told_that_it_is_offline(wired: Wired) -> None:
    wired.switch(airplaneMode=True)

    def turn() -> None:
        wired.network.send(Request("GET", "https://a.test/"), wired.answers.append)
        wired.life.end()

    wired.loop.run(turn)
    wired.loop.drain()
    assert wired.answers == []


@pytest.mark.parametrize("states", [{"airplaneMode": True}, {"wifi": False, "data": False}])
def test_without_a_radio_there_is_no_answer_and_nothing_is_sent(wired: Wired, states: dict[str, bool]) -> None:
    wired.switch(**states)
    wired.send()
    wired.loop.drain()
    assert wired.answers == [OFFLINE]
    assert wired.transport.sent == []
    assert not wired.network.is_online()


def test_going_offline_breaks_what_is_on_its_way(wired: Wired) -> None:
    wired.send()
    wired.switch(airplaneMode=True)
    assert wired.answers == [OFFLINE]
    assert len(wired.transport.given_up) == 1


@pytest.mark.parametrize("states", [{"wifi": False}, {"data": False}])
def test_one_radio_is_enough(wired: Wired, states: dict[str, bool]) -> None:
    wired.switch(**states)
    wired.send()
    assert len(wired.transport.sent) == 1


def test_airplane_mode_is_what_an_sdk_reads_and_comes_back(wired: Wired) -> None:
    wired.switch(airplaneMode=True)
    assert (wired.device.has_wifi, wired.device.has_cellular) == (False, False)
    assert wired.radio.states() == {"wifi": True, "data": True, "airplaneMode": True}
    wired.switch(airplaneMode=False)
    assert (wired.device.has_wifi, wired.device.has_cellular) == (True, True)
    assert wired.network.is_online()


def test_an_unknown_radio_is_refused_by_name(wired: Wired) -> None:
    with pytest.raises(ConfigurationError, match="bluetooth"):
        wired.radio.change({"bluetooth": True})


def test_what_got_no_answer_is_in_the_log_without_its_path(wired: Wired) -> None:
    wired.send()
    wired.transport.answer[0](NoAnswer("the connection was lost"))
    wired.loop.drain()
    assert wired.lines == ["network: no answer to POST api.segment.io: the connection was lost"]


def test_a_request_on_its_way_may_finish_before_the_clock_jumps(wired: Wired) -> None:
    wired.send(timeout_s=5)
    threading.Timer(0.03, lambda: wired.transport.answer[0](OK)).start()
    wired.loop.advance(60)
    assert wired.answers == [OK]


def test_what_needs_a_network_is_done_at_once_or_when_it_is_back(wired: Wired) -> None:
    done: list[str] = []
    wired.radio.when_online(lambda: done.append("at once"))
    wired.switch(airplaneMode=True)
    wired.radio.when_online(lambda: done.append("later"))
    wired.switch(wifi=True)
    assert done == ["at once"]
    wired.switch(airplaneMode=False)
    wired.switch(airplaneMode=False)
    assert done == ["at once", "later"]


def test_an_answer_waits_for_a_suspended_process(wired: Wired) -> None:
    wired.send()
    wired.life.suspend()
    wired.transport.answer[0](OK)
    wired.loop.drain()
    assert wired.answers == []
    for task in wired.life.resume():
        task()
    assert wired.answers == [OK]
