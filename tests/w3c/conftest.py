"""Clients for a small phone: the real one of Appium, bare HTTP, and none at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from appium.options.common.base import AppiumOptions
from appium.webdriver.client_config import AppiumClientConfig
from appium.webdriver.webdriver import WebDriver

from harness.w3c.arguments import Arguments
from harness.w3c.phone import Platform
from harness.w3c.routes import answer
from harness.w3c.server import Server, serve
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone
from tests.w3c.bare_http import Http


@pytest.fixture(params=["android", "ios"])
def platform(request: pytest.FixtureRequest) -> Platform:
    chosen: Platform = request.param
    return chosen


@pytest.fixture
def phone(platform: Platform) -> APhone:
    return APhone(platform)


@pytest.fixture
def session(phone: APhone) -> Session:
    """Without HTTP; the app runs."""
    app = {"appium:appPackage": APP} if phone.platform == "android" else {"appium:bundleId": APP}
    asked = {"platformName": phone.platform, **app}
    return Sessions([phone]).begin(Arguments({"capabilities": {"alwaysMatch": asked}}))


@pytest.fixture
def run(session: Session) -> Callable[..., Any]:
    """``run("mobile: lock", seconds=3)``: a script's answer."""

    def execute(script: str, **arguments: object) -> Any:
        return answer(session, "POST", "/execute/sync", {"script": script, "args": [arguments]})

    return execute


@pytest.fixture
def server(phone: APhone) -> Iterator[Server]:
    with serve([phone]) as running:
        yield running


@pytest.fixture
def http_of() -> Iterator[Callable[[Server], Http]]:
    clients: list[Http] = []

    def connect(server: Server) -> Http:
        clients.append(Http(server.url))
        return clients[-1]

    yield connect
    for client in clients:
        client.close()


@pytest.fixture
def http_client(server: Server, http_of: Callable[[Server], Http]) -> Http:
    return http_of(server)


@pytest.fixture
def connect(server: Server, platform: Platform) -> Iterator[Callable[..., WebDriver]]:
    """``connect(noReset=True)``: a new session of the real client, with these capabilities beside the usual ones."""
    drivers: list[WebDriver] = []

    def begin(**capabilities: object) -> WebDriver:
        app = {"appium:appPackage": APP} if platform == "android" else {"appium:bundleId": APP}
        asked: dict[str, Any] = {"platformName": platform, "appium:automationName": "UiAutomator2", **app}
        asked |= {f"appium:{name}": value for name, value in capabilities.items()}
        config = AppiumClientConfig(server.url, timeout=10)
        options = AppiumOptions().load_capabilities(asked)
        drivers.append(WebDriver(command_executor=server.url, options=options, client_config=config))
        return drivers[-1]

    yield begin
    for driver in drivers:
        driver.command_executor.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def driver(connect: Callable[..., WebDriver]) -> WebDriver:
    return connect()
