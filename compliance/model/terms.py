"""The names that conditions, deadlines and recipients may use, and the topics by which everything is sorted."""

from __future__ import annotations

from enum import StrEnum

from compliance.model.fields import Record, Words


class TermKind(StrEnum):
    """What a term names."""

    FACT = "fact"
    MOMENT = "moment"
    BODY = "body"


class Term(Record):
    """A fact, a moment or a body.

    Attributes:
        name: as conditions and deadlines write it.
        kind: fact, moment or body.
        statement: what it means.
        of: what it is a fact, moment or body of: developer, entity, model, system, incident, statement, disclosure,
            document, framework, request or world.
        value: what a fact's value is: ``yes or no``, ``operations``, ``money by calendar year``, ...
        default: the value that a fact has where none is recorded.
    """

    name: str
    kind: TermKind
    statement: Words
    of: Words
    value: Words = ""
    default: Words = ""


COMPUTED = frozenset({"developer", "entity", "model", "system", "world"})
"""What a fact may be of to be computed; facts of anything else are printed as provisos."""


class Topic(Record):
    """A subject under which reports list things.

    Attributes:
        name: as the field ``topic`` writes it.
        means: what belongs under it.
    """

    name: str
    means: Words
