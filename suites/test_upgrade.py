"""What an app update must not change: who the user is."""

from __future__ import annotations

import pytest

from harness import a_user, event_tracked, expect, signed_out, tracked


@pytest.mark.upgrade
def test_an_upgrade_keeps_the_user_signed_in(app, builds, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Before", step=1)
    before = expect(segment).to_receive(tracked("Before", user=ada))

    upgrade = app.upgrade_to(builds.current)
    app.track("After", step=2)

    expect(segment).to_receive(tracked("After", user=ada, anonymous_id=before.anonymous_id))
    expect(moengage).after(upgrade).to_receive(event_tracked("After", user=ada))
    expect(moengage).after(upgrade).not_to_receive(signed_out())
