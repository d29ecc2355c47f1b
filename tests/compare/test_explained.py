from __future__ import annotations

from pathlib import Path

import pytest

from harness.compare.explained import Explanation, explain, fits, load_explanations
from harness.errors import ConfigurationError
from harness.findings import Finding, Sides


def finding(rule: str = "framing", path: str = "POST api/v1/b http", severity: str = "error") -> Finding:
    return Finding(rule, severity, "said", sides=Sides(path, "HTTP/1.1", "HTTP/2.0"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "text", "is_fit"),
    [
        ("*", "", True),
        ("POST * http", "POST api/v1/b http", True),
        ("POST * http", "POST api/v1/b length", False),
        ("a.b", "axb", False),
        ("segment track 'A [1]' *", "segment track 'A [1]' /x", True),
        ("exact", "exactly", False),
    ],
)
def test_a_star_stands_for_any_text(pattern: str, text: str, is_fit: bool) -> None:
    assert fits(pattern, text) is is_fit


def test_what_is_explained_has_its_reason_and_what_is_not_needed_is_stale() -> None:
    used, stale = Explanation("framing", "POST * http", "older"), Explanation("requests", "*", "never")
    found = explain([finding(), finding("redelivery")], [stale, used])
    assert [one.sides.reason for one in found.findings if one.sides] == ["older", ""]
    assert [one.rule for one in found.unexplained] == ["redelivery"]
    assert found.stale == [stale]


def test_it_may_say_what_stands_there() -> None:
    assert explain([finding()], [Explanation("framing", "*", "r", right="HTTP/3*")]).unexplained
    assert not explain([finding()], [Explanation("framing", "*", "r", left="HTTP/1.1", right="HTTP/2*")]).unexplained


def test_what_is_only_told_needs_no_explanation() -> None:
    assert explain([finding("versions", severity="info")], []).unexplained == []


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text('[[explained]]\nrule = "framing"\npath = "*"\nreason = "why"\nleft = "x"\n')
    assert load_explanations(file) == [Explanation("framing", "*", "why", left="x")]
    assert str(load_explanations(file)[0]) == "framing: * (why)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[explained]", "cannot be read"),
        ("[other]\n", "other"),
        ('explained = "x"', "no list"),
        ('[[explained]]\nrule = "framing"\npath = "*"\n', "entry 1"),
        ('[[explained]]\nrule = "framing"\npath = "*"\nreason = ""\n', "no text"),
        ('[[explained]]\nrule = "framing"\npath = "*"\nreason = "r"\ncolour = "red"\n', "entry 1"),
        ('[[explained]]\nrule = "nothing"\npath = "*"\nreason = "r"\n', "no comparator: 'nothing'"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "known.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError, match=said):
        load_explanations(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_explanations(tmp_path / "none.toml")
