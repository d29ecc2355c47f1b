from __future__ import annotations

from typing import Any

import pytest

from harness.builds import load_builds
from harness.errors import ConfigurationError
from harness.virtual.sdk.destination_swift import MoEngageDestination
from harness.virtual.sdk.destination_swift_release import acts_on_refresh
from tests.virtual.sdk.fakes import FakeProcess


class Enabled:
    """Notes the workspaces that the SDK is enabled with."""

    def __init__(self) -> None:
        self.workspaces: list[str] = []

    def enable_sdk(self, workspace_id: str, integration: object) -> None:  # noqa: ARG002 (the SDK's)
        self.workspaces.append(workspace_id)


def updated(process: FakeProcess, version: str, *workspaces: str | None) -> list[str]:
    """The workspaces that it acted on; None: settings without MoEngage."""
    sdk: Any = Enabled()
    analytics: Any = None
    destination = MoEngageDestination(process, sdk, analytics, version)
    for place, workspace in enumerate(workspaces):
        entry = {} if workspace is None else {"MoEngage": {"apiKey": workspace}}
        destination.update({"integrations": entry}, is_initial=place == 0)
    return list(sdk.workspaces)


@pytest.mark.parametrize(("version", "second"), [("1.5.0", []), ("2.0.0", []), ("2.01.0", ["B"]), ("2.13.0", ["B"])])
def test_later_settings_count_since_2_01_0(an_ios_app_process: FakeProcess, version: str, second: list[str]) -> None:
    """moengage.md 5.3"""
    assert updated(an_ios_app_process, version, "A", "B") == ["A", *second]


def test_an_older_release_without_moengage_at_first_stays_dead(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 5.3: never enabled in this process"""
    assert updated(an_ios_app_process, "1.5.0", None, "A") == []
    assert updated(an_ios_app_process, "2.02.1", None, "A") == ["A"]


def test_what_is_no_release_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no release of the MoEngage destination"):
        acts_on_refresh("newest")


def test_every_virtual_ios_build_has_a_release() -> None:
    found = {b.destination: acts_on_refresh(b.destination) for b in load_builds().values() if b.platform == "ios"}

    assert found == {"2.13.0": True, "2.12.0": True, "2.02.1": True, "1.5.0": False}
