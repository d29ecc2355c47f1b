"""In-app campaigns and cards: when they are asked for, and how."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, WORKSPACE, AndroidApp, App, IosApp, ios_started, started

IN_APP, CARDS = "/v3/campaigns/inapp/live", "/v1/cards/"


def reopen(app: App, after_s: float = 0.0) -> None:
    app.do("entered_background")
    app.process.advance(after_s)
    app.do("entered_foreground")


def test_campaigns_are_fetched_with_an_opening_and_say_who_asks(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.open()
    assert app.requests(IN_APP) == []
    app.enable()

    (request,), (body,) = app.requests(IN_APP), app.bodies(IN_APP)
    query = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
    assert list(body) == ["query_params"]
    assert "push_id" not in body["query_params"]
    assert query == {
        "unique_id": body["query_params"]["unique_id"],
        "sdk_ver": "15200",
        "os": "ANDROID",
        "device_type": "MOBILE",
        "push_opt_in_status": "false",
    }


def test_ios_asks_in_the_same_way(an_ios_app_process: FakeProcess) -> None:
    an_ios_app_process.permissions = lambda: frozenset({"notifications"})
    app = IosApp(an_ios_app_process).start()

    (request,) = app.requests(IN_APP)
    assert "push_opt_in_status=true" in request.url
    assert "os=iOS" in request.url


def test_campaigns_are_not_asked_for_again_before_the_interval_is_over(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.answers(IN_APP, an_answer(200, {"campaigns": [], "sync_interval": 3600}))
    app.start()
    reopen(app, 3599)
    app.do("show_in_app")
    assert len(app.requests(IN_APP)) == 1
    again = app.relaunch()
    again.start()
    assert len(again.requests(IN_APP)) == 1
    again.process.advance(1)

    again.do("show_in_app")

    assert len(again.requests(IN_APP)) == 2


@pytest.mark.parametrize("answer", [an_answer(500), an_answer(200, {}), an_answer(200, {"sync_interval": "soon"})])
def test_without_an_interval_each_opening_asks(a_process: FakeProcess, answer: object) -> None:
    app = AndroidApp(a_process)
    app.answers(IN_APP, answer)  # type: ignore[arg-type]
    app.start()
    reopen(app)

    assert len(app.requests(IN_APP)) == 2
    assert app.trouble() == []


def test_a_request_on_its_way_is_not_repeated(a_process: FakeProcess) -> None:
    a_process.network.hold(IN_APP)
    app = AndroidApp(a_process).start()
    app.do("show_in_app")

    assert len(app.requests(IN_APP)) == 1


def test_the_next_user_has_campaigns_of_his_own(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.answers(IN_APP, an_answer(200, {"sync_interval": 3600}))
    app.start()
    app.do("logout", WORKSPACE)
    reopen(app)

    first, second = app.bodies(IN_APP)
    assert first["query_params"]["unique_id"] != second["query_params"]["unique_id"]


def test_an_answer_for_the_user_before_is_none_for_this_one(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.answers(IN_APP, an_answer(200, {"sync_interval": 3600}))
    a_process.network.hold(IN_APP)
    app.start()
    app.do("logout", WORKSPACE)
    a_process.network.release(IN_APP)
    a_process.run()

    app.do("show_in_app")

    assert len(app.requests(IN_APP)) == 2


def test_a_server_that_blocks_campaigns_is_not_asked(a_process: FakeProcess) -> None:
    app = started(a_process, i_s="blocked")
    before = len(app.requests(IN_APP))
    reopen(app)
    app.do("show_in_app")

    assert before == 1  # the configuration was not there yet
    assert len(app.requests(IN_APP)) == 1


def test_cards_are_asked_for_only_when_the_server_allows_them(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("fetch_cards")
    assert app.requests(CARDS) == []
    app.configure(c_s="allowed")
    reopen(app, 3601)
    assert len(app.bodies(CONFIG)) == 2

    app.do("fetch_cards")

    (body,) = app.bodies(CARDS)
    assert list(body) == ["query_params"]


def test_ios_has_a_path_of_its_own_for_cards(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process, c_s="allowed")
    app.do("fetch_cards")

    assert [urlsplit(request.url).path for request in app.requests(CARDS)] == ["/v1/cards/user"]


def test_nothing_is_asked_before_the_settings(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.open()
    app.do("show_in_app")
    app.do("fetch_cards")

    assert app.requests() == []


@pytest.mark.parametrize("module", ["in-app", "cards"])
def test_what_is_not_in_the_app_asks_for_nothing(a_process: FakeProcess, module: str) -> None:
    a_process.app = replace(a_process.app, modules=tuple({"in-app", "cards"} - {module}))
    app = started(a_process, c_s="allowed")
    app.do("show_in_app")
    app.do("fetch_cards")
    assert bool(app.requests(IN_APP)) is (module != "in-app")
    assert bool(app.requests(CARDS)) is (module != "cards")
