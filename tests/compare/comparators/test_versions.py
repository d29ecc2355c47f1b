from __future__ import annotations

from tests.compare.a_pair import Tell, both, found
from tests.rules.a_life import Life, changed


def of(version: object) -> Tell:
    def tell(life: Life) -> None:
        life.sent(changed(life.message(), "context.library.version", version))

    return tell


def test_another_release_is_told_and_no_fault() -> None:
    (one,) = found(both(of("1.19.2"), of("1.27.0")))
    assert (one.rule, one.severity) == ("versions", "info")
    assert one.message == "segment /context/library/version: 1.19.2 | 1.27.0"


def test_a_release_of_another_type_is_a_difference() -> None:
    assert [one.rule for one in found(both(of("1.27.0"), of(1.27)))] == ["fields", "versions"]
