from __future__ import annotations

from tests.compare.a_pair import both, told
from tests.rules.a_life import UPLOAD, Life


def test_what_only_one_side_has_that_nobody_reads_is_said() -> None:
    def strange(life: Life) -> None:
        life.sent(life.message(context={**life.message()["context"], "foo": 1}))
        life.asked(UPLOAD, {"batch": 7})

    assert told(both(strange, lambda life: life.sent(life.message())), "unread") == [
        ("segment unknown field context.foo", "1", "0"),
        ("segment undecoded: batch is the number 0, not a list", "1", "0"),
    ]
    assert told(both(strange, strange), "unread") == []
