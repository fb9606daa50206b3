"""Judgements: how a policy's commitments meet a law's obligations, and how two laws compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from compliance.diagnostics import ValueProblem
from compliance.model.fields import Record, References, Vocabulary, Words, choice, read_date, reader


class Extent(StrEnum):
    """How far commitments meet an obligation."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    CONFLICT = "conflict"


class Relation(StrEnum):
    """How one provision relates to another; *superset*: whoever meets this one always meets the other."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's approval of a judgement as it stood.

    Attributes:
        on: the day.
        by: who.
        stamp: the hash of what was approved; the judgement is stale when it differs.
    """

    on: date
    by: str
    stamp: str

    def __str__(self) -> str:
        return f"{self.on} by {self.by}, stamp {self.stamp}"

    @classmethod
    def parse(cls, text: str) -> Review:
        """Reads ``DATE by WHO, stamp HASH``.

        Raises:
            ValueProblem: it has another shape.
        """
        match = re.fullmatch(r"(\S+) by (.+), stamp ([0-9a-f]{8})", text)
        if not match:
            raise ValueProblem(
                "a review is a date, a name and a stamp",
                0,
                length=len(text),
                hint="write '2026-01-31 by counsel, stamp 3f9a1c2b'; the stamp is eight of 0-9 and a-f",
            )
        return cls(read_date(match[1]), match[2], match[3])


def _read_review(text: str, _: Vocabulary) -> Review:
    return Review.parse(text)


ReviewField = Annotated[Review, reader(_read_review)]


class Crosswalk(Record):
    """A file that judges one policy against one instrument.

    Attributes:
        title: its name.
        policy, instrument: the two ends.
    """

    title: Words
    policy: Words
    instrument: Words


class Mapping(Record):
    """A judgement of a set of commitments or evidence against one obligation.

    Attributes:
        crosswalk: the identifier of its file.
        policy, instrument: the two ends.
        obligation: what is judged.
        met_by: what is needed: the judgement is as weak as the weakest of them.
        helped_by: what helps and does not count.
        extent: how far the obligation is met.
        missing: what is not there.
        reason: why, in words.
        reviewed: the approval; a mapping without one is a draft.
    """

    crosswalk: str
    policy: str
    instrument: str
    obligation: str
    title: Words = ""
    met_by: References = ()
    helped_by: References = ()
    extent: Annotated[Extent, choice({str(extent): extent for extent in Extent}, "extent")]
    missing: Words = ""
    reason: Words = ""
    reviewed: ReviewField | None = None


MAPPING_FIELDS = frozenset({"extent", "met by", "helped by", "missing", "reviewed", "note"})
"""The fields of a section of a crosswalk."""


class Comparison(Record):
    """A judgement of one provision against a provision of another law.

    Attributes:
        document: the identifier of its file.
        instruments: the two laws.
        provision: the one judged.
        against: the other one; empty where the relation is none.
        relation: how ``provision`` relates to ``against``.
        differs: the deciding words' difference.
        stricter: the instrument that asks more.
        reason: why, in words.
        reviewed: the approval; a comparison without one is a draft.
    """

    document: str
    instruments: tuple[str, ...]
    provision: str
    against: Words = ""
    relation: Annotated[Relation, choice({str(relation): relation for relation in Relation}, "relation")]
    differs: Words = ""
    stricter: Words = ""
    reason: Words = ""
    reviewed: ReviewField | None = None


COMPARISON_FIELDS = frozenset({"against", "relation", "differs", "stricter", "reviewed", "note"})
"""The fields of a section of a comparison."""
