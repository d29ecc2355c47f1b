"""Every modelled build can be put together and sends an event to both vendors."""

from __future__ import annotations

import pytest

from harness.builds import Build, load_builds
from harness.virtual.parts import assemble
from tests.virtual.sdk.fakes import an_android_process, an_ios_process

BUILDS = [build for name, build in load_builds().items() if name.startswith("virtual-")]


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_a_build_starts_and_sends(build: Build) -> None:
    process = an_android_process() if build.platform == "android" else an_ios_process()
    process.arguments = {"workspaceId": "WORKSPACE"}
    parts = assemble(process, build)
    parts.add_destination()
    process.run()
    for act in (parts.analytics, parts.moengage):
        act.launched()
        act.entered_foreground()
    parts.analytics.identify("ada")
    process.run()
    parts.analytics.track("E", {"n": 1})
    process.run()
    parts.analytics.flush()
    process.advance(40)

    bodies = process.network.bodies("/v1/b")
    assert "E" in [event.get("event") for body in bodies for event in body["batch"]]
    assert any("moengage.com" in request.url for request in process.network.requests)
