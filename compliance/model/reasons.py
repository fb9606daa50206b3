"""Why something is so: a tree of reasons, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.diagnostics import Place
from compliance.model.fields import Source
from compliance.model.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a conclusion.

    Attributes:
        text: what is so, in a sentence without a full stop.
        because: what it rests on.
        identifier: the provision, commitment, judgement or fact that says so; empty for a conclusion.
        source: the document that it comes from; ``None`` where the identifier says it.
        place: where the content says so.
    """

    text: str
    because: tuple[Reason, ...] = ()
    identifier: Identifier = ""
    source: Source | None = None
    place: Place | None = None

    def all(self, depth: int = 0) -> Iterator[tuple[int, Reason]]:
        """This reason and all below, each with its depth."""
        yield depth, self
        for each in self.because:
            yield from each.all(depth + 1)
