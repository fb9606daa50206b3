"""A labelled subdivision of an official text, beside the provisions that restate it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from compliance.diagnostics import Place, Rule
from compliance.model.instruments import Provision


@dataclass(frozen=True)
class Subdivision:
    """One labelled subdivision, in the official words and in ours.

    Attributes:
        pinpoint: as identifiers write it, without brackets of ours: ``22757.12.a.1``.
        words: the official words of its own, without those of the subdivisions below it; may be empty.
        above: the words of the subdivisions above it that lead in to it, outermost first.
        below: the words of the subdivisions below it, in order.
        provisions: the provisions that restate it: one, or one for each bracket; in order.
        provisions_above: those of the subdivisions above, outermost first.
        provisions_below: those of the subdivisions below.
        place: where the words stand in the attached text.
    """

    pinpoint: str
    words: str
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    provisions_above: tuple[Provision, ...] = ()
    provisions_below: tuple[Provision, ...] = ()
    place: Place = field(default_factory=lambda: Place(""))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree between a provision and its subdivision.

    Attributes:
        rule: which rule says so.
        provision: the provision concerned, if one alone is; else that of the subdivision as a whole.
        subject: what an author names to excuse it: the figure (``15 days``), the shared words, or empty where there
            is nothing to name (force, bearer).
        message: what is wrong, for a lawyer to read.
        hint: what to do.
        words: the official words that are meant, as they stand in ``Subdivision.words``, to mark them; may be empty.
    """

    rule: Rule
    provision: Provision | None
    subject: str
    message: str
    hint: str = ""
    words: str = ""


Check = Callable[[Subdivision], Iterator[Finding]]
"""One question asked of a subdivision."""
