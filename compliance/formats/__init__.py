"""Prose tree -> bytes: one module a format, found by its name.

A format is a module with a docstring and the members of :class:`Format`; there is nothing to inherit.
``compliance.plugins.module_in("compliance.formats", "docx")`` loads one, and only then is its library
imported. Another package adds one by naming its module under the entry-point group ``compliance.formats``.
"""

from __future__ import annotations

from typing import Protocol, cast

from compliance.diagnostics import ComplianceError, did_you_mean
from compliance.model import prose
from compliance.plugins import module_in, names_in


class Format(Protocol):
    """What a module of this folder has, and all that it needs to have."""

    @property
    def SUFFIX(self) -> str:
        """How the names of its files end, with the dot, such as ``.html``."""

    @property
    def MEDIA_TYPE(self) -> str:
        """What its files are, in the words of the IANA registry, such as ``text/html``."""

    def write(self, document: prose.Document) -> bytes:
        """The whole file.

        The same tree gives the same bytes: a format reads no clock, locale, environment or working directory,
        and uses nothing of the machine, such as its fonts.

        Any words may stand anywhere: what the format cannot hold is replaced where it stands, never left out
        silently, and can never be taken for markup. ``tidy`` in ``compliance.formats._tree`` does most of it.

        Raises:
            ComplianceError: the date is not an ISO date, or the language is not a language tag.
        """


def formats() -> tuple[str, ...]:
    """The names of the formats that there are."""
    return names_in(__name__)


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        ComplianceError: there is none, with the nearest name as a hint.
    """
    known = formats()
    if name not in known:
        hint = did_you_mean(name, known, otherwise=f"use one of {', '.join(known)}")
        raise ComplianceError(f"there is no format '{name}'", hint)
    return cast("Format", module_in(__name__, name))


def write(document: prose.Document, name: str) -> bytes:
    """The document in the format of that name.

    Raises:
        ComplianceError: there is no such format.
    """
    return format_named(name).write(document)
