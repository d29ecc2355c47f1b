"""The one module that meets appium-python-client: a session with a phone, and its failures as errors of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from appium import webdriver
from appium.options.common.base import AppiumOptions
from appium.webdriver.appium_connection import AppiumConnection
from appium.webdriver.client_config import AppiumClientConfig
from appium.webdriver.common.appiumby import AppiumBy
from appium.webdriver.webelement import WebElement
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from urllib3.exceptions import HTTPError

from harness.errors import AppError, DeviceError

COMMAND_TIMEOUT_S = 60
NO_RETRIES = {"init_args_for_pool_manager": {"retries": False}}
"""urllib3 would send a GET three times more to a phone that is gone (facts: appium.md 2d)."""


class StrictConnection(AppiumConnection):
    """Refuses an error answer without a W3C body, which the client would hand on as the command's value
    (facts: appium.md 2d, trap 1)."""

    def _request(self, method: str, url: str, body: str | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = super()._request(method, url, body)
        status = answer.get("status")
        if isinstance(status, int) and status >= 400 and not _is_w3c_error(answer.get("value")):
            raise DeviceError(
                f"{method} {url} was answered {status} without a WebDriver error: {str(answer.get('value'))[:200]}",
                next_step="look at the server behind this address: it is no WebDriver, or it is broken",
            )
        return answer


def _is_w3c_error(text: object) -> bool:
    try:
        return isinstance(json.loads(str(text))["value"], dict)
    except (ValueError, KeyError, TypeError):
        return False


class Session:
    """A W3C session. Elements are remembered by accessibility id until the screen is new."""

    def __init__(self, url: str, capabilities: Mapping[str, Any]) -> None:
        options = AppiumOptions().load_capabilities(dict(capabilities))
        config = AppiumClientConfig(url, timeout=COMMAND_TIMEOUT_S, init_args_for_pool_manager=NO_RETRIES)
        self._elements: dict[str, WebElement] = {}
        self.url = url
        with translated(f"a session at {url}"):
            self._driver = webdriver.Remote(
                command_executor=StrictConnection(client_config=config), options=options, client_config=config
            )

    @property
    def capabilities(self) -> dict[str, Any]:
        """As the server returned them."""
        return dict(self._driver.capabilities)

    def execute(self, script: str, **arguments: Any) -> Any:
        with translated(script):
            return self._driver.execute_script(script, arguments)

    def type_text(self, accessibility_id: str, text: str) -> None:
        with translated(f"typing into {accessibility_id!r}"):
            field = self._element(accessibility_id)
            field.clear()
            field.send_keys(text)

    def press(self, accessibility_id: str) -> None:
        with translated(f"pressing {accessibility_id!r}"):
            self._element(accessibility_id).click()

    def read(self, accessibility_id: str) -> str:
        with translated(f"reading {accessibility_id!r}"):
            return str(self._element(accessibility_id).text)

    def turn(self) -> None:
        """From upright to lying, or back."""
        with translated("turning the screen"):
            self._driver.orientation = "PORTRAIT" if self._driver.orientation == "LANDSCAPE" else "LANDSCAPE"

    def log(self, kind: str) -> list[str]:
        with translated(f"the log {kind!r}"):
            return [str(line["message"]) for line in self._driver.get_log(kind)]

    def forget_screen(self) -> None:
        """The app was started anew: elements found before are of a screen that is gone."""
        self._elements.clear()

    def close(self) -> None:
        with translated("ending the session"):
            self._driver.quit()

    def _element(self, accessibility_id: str) -> WebElement:
        if accessibility_id not in self._elements:
            found = self._driver.find_element(AppiumBy.ACCESSIBILITY_ID, accessibility_id)
            self._elements[accessibility_id] = found
        return self._elements[accessibility_id]


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Both families of failures, the driver's answers and the transport's (facts: appium.md 2d, trap 3)."""
    try:
        yield
    except (NoSuchElementException, StaleElementReferenceException) as problem:
        raise AppError(
            f"{doing}: the element is not on the screen ({_first_line(problem)})",
            next_step="is the host app in the foreground? its crash, if any, is in the device's log",
        ) from problem
    except WebDriverException as problem:
        raise DeviceError(
            f"{doing}: {_first_line(problem)}", next_step="run `harness doctor`, then look at the device's log"
        ) from problem
    except (HTTPError, OSError) as problem:
        raise DeviceError(
            f"{doing}: the device does not answer ({type(problem).__name__})",
            next_step="its process has ended or hangs; run again, and see `harness doctor`",
        ) from problem


def _first_line(problem: WebDriverException) -> str:
    return (problem.msg or type(problem).__name__).splitlines()[0]
