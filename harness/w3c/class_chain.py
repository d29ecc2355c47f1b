"""iOS's class chains: types in a path, with predicates or numbers: ``**/XCUIElementTypeButton[`name == "run"`]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.w3c.errors import invalid_selector
from harness.w3c.looks import attributes_of
from harness.w3c.predicates import Predicate, parse_predicate
from harness.w3c.screen import Node, Screen

_STEP = re.compile(r"(?P<deep>\*\*/)?(?P<type>\*|[A-Za-z]\w*)(?:\[`(?P<predicate>[^`]*)`\])?(?:\[(?P<number>-?\d+)\])?")


@dataclass(frozen=True)
class Step:
    """``number`` counts from 1, or from -1 at the end; 0 is no number."""

    type: str
    is_deep: bool
    predicate: Predicate | None
    number: int

    def apply(self, screen: Screen, nodes: Sequence[Node]) -> list[Node]:
        candidates = [node for parent in nodes for node in self._below(parent)]
        found = [node for node in candidates if self.type in ("*", node.tag)]
        if self.predicate is not None:
            found = [node for node in found if self.predicate(attributes_of(screen, node))]
        if self.number == 0:
            return found
        index = self.number - 1 if self.number > 0 else self.number
        return found[index:][:1] if -len(found) <= index < len(found) else []

    def _below(self, parent: Node) -> Iterator[Node]:
        for child in parent.children:
            yield from child.walk() if self.is_deep else (child,)


def find_by_class_chain(screen: Screen, scope: Node | None, chain: str) -> list[Node]:
    """A chain starts below the application, or below the element it is looked for in."""
    nodes: list[Node] = [scope] if scope else list(screen.roots)
    for step in parse_class_chain(chain):
        nodes = step.apply(screen, nodes)
    return nodes


def parse_class_chain(chain: str) -> list[Step]:
    steps, position = [], 0
    while position < len(chain):
        step = _STEP.match(chain, position)
        if step is None:
            raise _refused(chain)
        predicate = parse_predicate(step["predicate"]) if step["predicate"] is not None else None
        steps.append(Step(step["type"], bool(step["deep"]), predicate, int(step["number"] or 0)))
        position = step.end()
        if position < len(chain):
            if chain[position] != "/" or position + 1 == len(chain):
                raise _refused(chain)
            position += 1
    if not steps:
        raise _refused(chain)
    return steps


def _refused(chain: str) -> Exception:
    return invalid_selector(
        f"'{chain}' is not a valid class chain here: the virtual phone knows types joined by /, ** before one of them, "
        "and a predicate or a number in brackets behind"
    )
