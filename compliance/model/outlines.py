"""Filing outlines: counsel's own prose and order for a document that a law asks for."""

from __future__ import annotations

from compliance.model.fields import Record, References, Words


class Outline(Record):
    """The plan of a filing.

    Attributes:
        title: the filing's name.
        developer: who files it.
        version: as printed on it.
        serves: the provisions that ask for the document.
        approved: when and by whom; empty for a draft.
    """

    title: Words
    developer: Words
    version: Words = ""
    serves: References
    approved: Words = ""


class OutlineSection(Record):
    """One section of a filing; its notes are the section's prose.

    Attributes:
        document: the identifier of the outline.
        title: the heading as printed.
        depth: 1 for a section, 2 for a section in it, ...
        answers: the provisions that it answers.
        draws_on: the commitments that it rests on.
        redact: the grounds on which its prose is left out of the public edition.
        justification: why.
    """

    document: str
    title: Words
    depth: int
    answers: References = ()
    draws_on: References = ()
    redact: Words = ""
    justification: Words = ""
