"""What WebDriver answers when it does not do what was asked: an error code, its HTTP status, a text for people."""

from __future__ import annotations

STATUS = {
    "invalid argument": 400,
    "invalid element state": 400,
    "invalid selector": 400,
    "invalid session id": 404,
    "no such alert": 404,
    "no such element": 404,
    "session not created": 500,
    "stale element reference": 404,
    "unexpected alert open": 500,
    "unknown command": 404,
    "unknown error": 500,
    "unknown method": 405,
    "unsupported operation": 500,
}


class WebDriverError(Exception):
    """``code`` is one of the keys of ``STATUS``, as W3C WebDriver section 6.6 spells them."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def status(self) -> int:
        return STATUS[self.code]


def invalid_argument(message: str) -> WebDriverError:
    return WebDriverError("invalid argument", message)


def invalid_selector(message: str) -> WebDriverError:
    return WebDriverError("invalid selector", message)


def invalid_element_state(message: str) -> WebDriverError:
    return WebDriverError("invalid element state", message)


def no_such_element(message: str) -> WebDriverError:
    return WebDriverError("no such element", message)


def stale_element(why: str = "The element is no longer on the screen") -> WebDriverError:
    return WebDriverError("stale element reference", why)


def unexpected_alert_open(text: str) -> WebDriverError:
    return WebDriverError("unexpected alert open", f"A modal dialog was open, blocking this operation: {text}")


def no_such_alert() -> WebDriverError:
    text = "An attempt was made to operate on a modal dialog when one was not open"
    return WebDriverError("no such alert", text)


def no_such_session() -> WebDriverError:
    return WebDriverError("invalid session id", "A session is either terminated or not started")


def session_not_created(message: str) -> WebDriverError:
    return WebDriverError("session not created", f"A new session could not be created. Details: {message}")


def unknown_command(message: str) -> WebDriverError:
    return WebDriverError("unknown command", message)


def unknown_method(message: str = "Method is not implemented") -> WebDriverError:
    return WebDriverError("unknown method", message)


def unknown_error(message: str) -> WebDriverError:
    return WebDriverError("unknown error", message)


def not_on_a_virtual_phone(what: str, why: str = "the virtual phone does not have it") -> WebDriverError:
    """For what the real driver can do and a phone that is not there cannot: never a pretended success."""
    return WebDriverError("unsupported operation", f"{what} is not supported here: {why}")


def insecure_feature(name: str) -> WebDriverError:
    return unknown_error(
        f"Potentially insecure feature '{name}' has not been enabled. If you want to enable this feature and accept "
        "the security ramifications, please do so by following the documented instructions at "
        "http://appium.io/docs/en/latest/guides/security/"
    )
