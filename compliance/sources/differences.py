"""What differs between two texts of one law, subdivision by subdivision and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compliance.sources.fingerprints import Lock, fingerprint
from compliance.sources.segments import Parts, Segment


class Change(StrEnum):
    """What happened to a subdivision."""

    ADDED = "added"
    REPEALED = "repealed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Difference:
    """One subdivision that differs.

    Attributes:
        parts: the parts of its pinpoint.
        change: what happened to it.
        before: its own words before; empty where it was added, ``None`` where only their fingerprint is known.
        after: its own words now; empty where it was repealed.
    """

    parts: Parts
    change: Change
    before: str | None
    after: str

    @property
    def pinpoint(self) -> str:
        """As identifiers write it."""
        return ".".join(self.parts)


def differences(before: Iterable[Segment], after: Sequence[Segment]) -> tuple[Difference, ...]:
    """What differs between two texts, in the order of the new one; what was repealed comes last."""
    old = {each.parts: each.words for each in before}
    return _in_order(
        after,
        {parts: fingerprint(words) for parts, words in old.items()},
        lambda parts: old[parts],
    )


def differences_from_lock(lock: Lock, after: Sequence[Segment], known: Iterable[Parts]) -> tuple[Difference, ...]:
    """What differs from the text that a catalog restates, of which only the fingerprints are known.

    Args:
        lock: the fingerprints.
        after: the new text.
        known: the labels of the catalog, which tell a pinpoint's parts.
    """
    parts_of = {".".join(parts): parts for parts in known}
    old = {parts_of.get(pinpoint, (pinpoint,)): each for pinpoint, each in lock.main.items()}
    return _in_order(after, old, lambda _: None)


def _in_order(after: Sequence[Segment], old: dict[Parts, str], words_before: object) -> tuple[Difference, ...]:
    assert callable(words_before)
    found: list[Difference] = []
    for each in after:
        if each.parts not in old:
            found.append(Difference(each.parts, Change.ADDED, "", each.words))
        elif fingerprint(each.words) != old[each.parts]:
            found.append(Difference(each.parts, Change.REWORDED, words_before(each.parts), each.words))
    kept = {each.parts for each in after}
    found += [Difference(parts, Change.REPEALED, words_before(parts), "") for parts in old if parts not in kept]
    return tuple(found)


_PIECES = re.compile(r"\S+\s*")


def marked(difference: Difference) -> Iterator[tuple[str, str]]:
    """The words of a difference in order, each run with what happened to it: ``same``, ``out`` or ``in``."""
    if difference.before is None:
        yield "in", difference.after
        return
    old, new = _PIECES.findall(difference.before), _PIECES.findall(difference.after)
    for how, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield "same", "".join(old[a:b])
            continue
        if b > a:
            yield "out", "".join(old[a:b])
        if d > c:
            yield "in", "".join(new[c:d])
