"""Corpus -> bytes for other programs: one module an export, found by its name.

An export is a module with a docstring and the members of :class:`Export`; there is nothing to inherit.
``compliance.plugins.module_in("compliance.exports", "rdf")`` loads one, and only then is its library imported.
Another package adds one by naming its module under the entry-point group ``compliance.exports``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from compliance.diagnostics import ComplianceError, did_you_mean
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Comparison
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.identifiers import Identifier

BASE = "https://w3id.org/frontier-compliance/"
"""What IRIs begin with unless the caller says otherwise; nothing needs to answer at this address."""


class Format(NamedTuple):
    """One of the formats that an export can write.

    Attributes:
        suffix: how the names of its files end, with the dot, such as ``.ttl``.
        media_type: what its files are, in the words of the IANA registry, such as ``text/turtle``.
    """

    suffix: str
    media_type: str


class Export(Protocol):
    """What a module of this folder has, and all that it needs to have."""

    @property
    def FORMATS(self) -> Mapping[str, Format]:
        """Its formats, by the names that users type; the first one is written where none is named."""

    def write(self, corpus: Corpus, *, format: str, base: str = BASE) -> bytes:
        """The whole file.

        The same corpus and base give the same bytes: an export reads no clock, locale, environment or working
        directory. Nothing is dropped silently: what the format cannot hold is refused.

        An export of results will take them as one more argument with a default, ``findings``; callers hand it
        only to modules whose ``write`` names it, so that exports of the corpus alone stay as they are.

        Args:
            corpus: what is exported.
            format: one of ``FORMATS``.
            base: what the IRIs of its things begin with (see :func:`iri_of`).

        Raises:
            ComplianceError: there is no such format, ``base`` is no base, or the format cannot hold the content.
        """


def known_format(name: str, formats: Collection[str]) -> str:
    """The name itself, if it is one of the formats.

    Raises:
        ComplianceError: it is not.
    """
    if name not in formats:
        listed = ", ".join(f"'{each}'" for each in formats)
        raise ComplianceError(
            f"there is no format '{name}'", did_you_mean(name, formats, otherwise=f"use one of {listed}")
        )
    return name


_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`\[\]#?%\x00-\x20]+/")
# What an IRI may hold as it is, outside of ASCII (RFC 3987); everything else is percent-encoded.
_NOT_IN_IRI = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@/\-"
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd]"
)


def known_base(base: str) -> str:
    """The base itself, if IRIs can begin with it.

    Raises:
        ComplianceError: it is not absolute, does not end with a slash, or holds what an IRI may not hold.
    """
    if not _BASE.fullmatch(base):
        raise ComplianceError(
            f"'{base}' cannot be the base of IRIs",
            f"write an absolute address that ends with a slash, such as '{BASE}'",
        )
    return base


def iri_of(identifier: Identifier, base: str = BASE) -> str:
    """The IRI of a thing: the base and its identifier, ``<base>us-ca/sb-53#22757.12.a.1``.

    What an IRI cannot hold is percent-encoded: the space in the identifier of a fact, and a second ``#``.

    Raises:
        ComplianceError: the identifier holds half of a character.
    """
    document, mark, rest = identifier.partition("#")
    return base + _encoded(document) + (f"#{_encoded(rest)}" if mark else "")


def _encoded(text: str) -> str:
    def encoded(match: re.Match[str]) -> str:
        try:
            return "".join(f"%{byte:02X}" for byte in match[0].encode())
        except UnicodeEncodeError:
            raise ComplianceError(f"the name {text!a} is not Unicode text", "rename the file or the label") from None

    return _NOT_IN_IRI.sub(encoded, text)


def uuid_of(iri: str) -> UUID:
    """The UUID of a thing for formats that need one: version 5, from its IRI, so that it never changes."""
    return uuid5(NAMESPACE_URL, iri)


def review_state(corpus: Corpus, judgement: Judgement | Comparison) -> str:
    """Whether a judgement is a ``draft``, or its approval is ``current`` or ``stale``."""
    if judgement.reviewed is None:
        return "draft"
    return "current" if judgement.reviewed.stamp == corpus.stamp_of(judgement) else "stale"
