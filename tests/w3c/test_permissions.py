from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.permissions import ASKED_FOR, AT_INSTALLATION, Permissions


def test_what_must_be_asked_for_is_denied_at_first() -> None:
    permissions = Permissions()

    assert permissions.granted("app") == list(AT_INSTALLATION)
    assert permissions.denied("app") == list(ASKED_FOR)


def test_a_permission_is_given_to_one_app_and_taken_back() -> None:
    permissions = Permissions()

    permissions.grant("app", ASKED_FOR)
    assert permissions.denied("app") == []
    assert permissions.denied("other") == list(ASKED_FOR)

    permissions.revoke("app", ASKED_FOR)
    assert permissions.denied("app") == list(ASKED_FOR)


def test_a_permission_that_the_app_does_not_request_is_refused() -> None:
    with pytest.raises(WebDriverError, match=r"Package app has not requested permission android\.permission\.FLY"):
        Permissions().grant("app", ["android.permission.FLY"])


def test_access_on_ios_is_unset_until_it_is_set() -> None:
    permissions = Permissions()
    permissions.set_access("app", "photos", "yes")
    permissions.set_access("app", "camera", "no")

    assert [permissions.access("app", service) for service in ("photos", "camera", "motion")] == ["yes", "no", "unset"]

    permissions.reset_service("photos")
    assert permissions.access("app", "photos") == "unset"
    assert permissions.access("app", "camera") == "no"


def test_a_removed_app_has_to_ask_again() -> None:
    permissions = Permissions()
    permissions.grant("app", ASKED_FOR)
    permissions.set_access("app", "photos", "yes")
    permissions.set_access("other", "photos", "yes")

    permissions.forget("app")

    assert permissions.denied("app") == list(ASKED_FOR)
    assert permissions.access("app", "photos") == "unset"
    assert permissions.access("other", "photos") == "yes"
