"""iOS's NSPredicate texts: ``name == 'run' AND (enabled == true OR NOT label BEGINSWITH[c] 'x')``."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness.w3c.errors import WebDriverError, invalid_selector

Attributes = Mapping[str, str]
Predicate = Callable[[Attributes], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<sign>(?:==|!=|<>|<=|>=|=|<|>)(?:\[[cdCD]+\])?|&&|\|\||[!()])"""
    r"""|(?P<word>[A-Za-z_]\w*(?:\[[cdCD]+\])?)|(?P<number>-?\d+(?:\.\d+)?))"""
)
_LITERAL = re.compile(r"""['"].*|-?\d.*|true|false|yes|no""", re.IGNORECASE | re.DOTALL)
_FACTS = {"1": "true", "0": "false", "yes": "true", "no": "false", "true": "true", "false": "false"}
_OTHER_NAMES = {"wdname": "name", "wdlabel": "label", "wdvalue": "value", "wdtype": "type", "elementtype": "type"}
_COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {
    "==": lambda actual, wanted: actual == wanted,
    "!=": lambda actual, wanted: actual != wanted,
    "<": lambda actual, wanted: float(actual) < float(wanted),
    ">": lambda actual, wanted: float(actual) > float(wanted),
    "<=": lambda actual, wanted: float(actual) <= float(wanted),
    ">=": lambda actual, wanted: float(actual) >= float(wanted),
    "CONTAINS": lambda actual, wanted: wanted in actual,
    "BEGINSWITH": lambda actual, wanted: actual.startswith(wanted),
    "ENDSWITH": lambda actual, wanted: actual.endswith(wanted),
    "LIKE": lambda actual, wanted: fnmatch.fnmatchcase(actual, wanted),
    "MATCHES": lambda actual, wanted: re.fullmatch(wanted, actual) is not None,
}
_SAME = {"=": "==", "<>": "!="}


def parse_predicate(written: str) -> Predicate:
    try:
        parser = _Parser(written, _tokens(written))
        predicate = parser.either()
    except RecursionError as problem:
        raise _refused(written) from problem
    if parser.tokens:
        raise _refused(written)
    return predicate


def _tokens(written: str) -> list[str]:
    tokens, position = [], 0
    while position < len(written.rstrip()):
        token = _TOKEN.match(written, position)
        if token is None:
            raise _refused(written)
        tokens.append(token.group().strip())
        position = token.end()
    return tokens


@dataclass
class _Parser:
    """Recursive descent: either -> both -> single -> comparison."""

    written: str
    tokens: list[str] = field(default_factory=list)

    def either(self) -> Predicate:
        parts = [self.both()]
        while self.takes("OR", "||"):
            parts.append(self.both())
        return lambda attributes: any(part(attributes) for part in parts)

    def both(self) -> Predicate:
        parts = [self.single()]
        while self.takes("AND", "&&"):
            parts.append(self.single())
        return lambda attributes: all(part(attributes) for part in parts)

    def single(self) -> Predicate:
        if self.takes("NOT", "!"):
            refused = self.single()
            return lambda attributes: not refused(attributes)
        if self.takes("("):
            inner = self.either()
            if not self.takes(")"):
                raise _refused(self.written)
            return inner
        return self.comparison()

    def comparison(self) -> Predicate:
        name = self.next().lower()
        name = _OTHER_NAMES.get(name, name)
        operator, _, modifiers = self.next().upper().rstrip("]").partition("[")
        compare = _COMPARISONS.get(_SAME.get(operator, operator))
        literal = self.next()
        if compare is None or not name.isidentifier() or not _LITERAL.fullmatch(literal):
            raise _refused(self.written)
        return _Comparison(name, compare, _unquoted(literal), "C" in modifiers, self.written)

    def takes(self, *words: str) -> bool:
        found = bool(self.tokens) and self.tokens[0].upper() in words
        if found:
            self.tokens.pop(0)
        return found

    def next(self) -> str:
        if not self.tokens:
            raise _refused(self.written)
        return self.tokens.pop(0)


@dataclass(frozen=True)
class _Comparison:
    name: str
    compare: Callable[[str, str], bool]
    wanted: str
    ignores_case: bool
    written: str

    def __call__(self, attributes: Attributes) -> bool:
        if self.name not in attributes:
            raise _refused(self.written)
        actual, wanted = attributes[self.name], self.wanted
        if actual in ("true", "false"):
            wanted = _FACTS.get(wanted.lower(), wanted)
        try:
            return self.compare(*(text.lower() if self.ignores_case else text for text in (actual, wanted)))
        except (ValueError, re.error) as problem:
            raise _refused(self.written) from problem


def _unquoted(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal[1:-1]) if literal[0] in "'\"" else literal


def _refused(written: str) -> WebDriverError:
    return invalid_selector(
        f"'{written}' is not a valid predicate here: the virtual phone knows comparisons (==, !=, CONTAINS, "
        "BEGINSWITH, ENDSWITH, LIKE, MATCHES, with [c]) of attributes, joined by AND, OR, NOT and parentheses"
    )
