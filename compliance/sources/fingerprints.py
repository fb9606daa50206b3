"""Fingerprints of official texts: hashes, subdivision by subdivision, that prove a copy and give no word away.

A ``.lock`` file lies beside each catalog. It holds, for every labelled subdivision, the fingerprint of the official
words that the catalog restates; a user's own copy of the text is held against it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.diagnostics import ComplianceError
from compliance.model.identifiers import Identifier
from compliance.sources.segments import Segment

NORMAL_FORM = 1
"""The number of the rules by which words are made alike before they are hashed; a lock says which it was made with."""

ABSENT = "0" * 16
"""In a later edition: it lacks a subdivision that the first one has."""

_POWER = re.compile(r"10\s*(?:\^\s*\(?|\(\^|º|°|\*\*)\s*(\d{1,3})\)?")
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‑": "-"})
_LEFT_OUT = re.compile(r"[\s\-\u00ad]+")


def normal(words: str) -> str:
    """Words in the one form in which they are compared, whatever file they came from.

    Capitals, white space, hyphens and the shape of quotation marks do not count: they differ between prints of one
    text. Nor does the mark of an exponent, which conversions lose: ``10^26``, ``10º26`` and ``1026`` are alike.
    Every letter, figure and other sign counts.
    """
    plain = _POWER.sub(r"10\1", words)
    plain = unicodedata.normalize("NFKC", plain).translate(_SAME).casefold()
    return _LEFT_OUT.sub("", plain)


def fingerprint(words: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the words in their normal form."""
    return hashlib.sha256(normal(words).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Edition:
    """One official text that a catalog was held against.

    Attributes:
        name: what tells it from the others: ``consolidated``, ``enrolled act``.
        source: its address and when it was read.
        sha256: of the file.
        fingerprints: by pinpoint. The first edition has them all, a later one those that differ from it.
    """

    name: str
    source: str
    sha256: str
    fingerprints: Mapping[str, str]


@dataclass(frozen=True)
class Lock:
    """The fingerprints of an instrument.

    Attributes:
        instrument: which.
        editions: the texts; the first is the one that the catalog restates.
    """

    instrument: Identifier
    editions: tuple[Edition, ...] = ()

    @property
    def main(self) -> Mapping[str, str]:
        """The fingerprints of the text that the catalog restates."""
        return self.editions[0].fingerprints if self.editions else {}

    def edition_of(self, pinpoint: str, print_of_it: str) -> Edition | None:
        """The edition in which a subdivision has that fingerprint; ``None`` if it has it in none."""
        return next((each for each in self.editions if each.fingerprints.get(pinpoint) == print_of_it), None)

    def lacking(self, pinpoint: str) -> Edition | None:
        """The edition that is known to lack a subdivision; ``None`` if none is."""
        return self.edition_of(pinpoint, ABSENT)

    def with_edition(self, name: str, source: str, sha256: str, segments: Iterable[Segment]) -> Lock:
        """This lock with an edition made anew from a text, or added; the first keeps all, others what differs."""
        prints = {each.pinpoint: fingerprint(each.words) for each in segments}
        first = not self.editions or self.editions[0].name == name
        if not first:
            lacking = {pinpoint: ABSENT for pinpoint in self.main if pinpoint not in prints}
            prints = {pinpoint: each for pinpoint, each in prints.items() if self.main.get(pinpoint) != each} | lacking
        new = Edition(name, source, sha256, prints)
        names = [each.name for each in self.editions]
        if name in names:
            return Lock(self.instrument, tuple(new if each.name == name else each for each in self.editions))
        return Lock(self.instrument, (*self.editions, new))


_HEAD = "# Fingerprints of the official text of {}: hashes only, and no words. 'compliance sources lock' writes them."


def write_lock(lock: Lock) -> str:
    """The lock as its file holds it."""
    lines = [_HEAD.format(lock.instrument), f"normal-form {NORMAL_FORM}"]
    for each in lock.editions:
        lines += ["", f"edition {each.name}", f"source {each.source}", f"sha256 {each.sha256}"]
        lines += [f"{print_of_it} {pinpoint}" for pinpoint, print_of_it in each.fingerprints.items()]
    return "\n".join(lines) + "\n"


def read_lock(text: str, instrument: Identifier, shown: str) -> Lock:
    """Reads a lock.

    Args:
        text: what the file holds.
        instrument: whose it is.
        shown: how the file is named to the reader.

    Raises:
        ComplianceError: a line means nothing, or the lock was made with other rules.
    """
    editions: list[tuple[str, dict[str, str], dict[str, str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        word, _, rest = line.strip().partition(" ")
        if not word or word.startswith("#"):
            continue
        if word == "normal-form":
            if rest != str(NORMAL_FORM):
                raise ComplianceError(
                    f"{shown}:{number}: the fingerprints were made with rules {rest}, and this program has rules "
                    f"{NORMAL_FORM}",
                    f"make them anew: 'compliance sources lock {instrument}'",
                )
        elif word == "edition" and rest:
            editions.append((rest, {}, {}))
        elif word in ("source", "sha256") and editions:
            editions[-1][1][word] = rest
        elif re.fullmatch(r"[0-9a-f]{16}", word) and rest and editions:
            editions[-1][2][rest] = word
        else:
            raise ComplianceError(
                f"{shown}:{number}: this line of the fingerprints cannot be read",
                f"make them anew: 'compliance sources lock {instrument}'",
            )
    return Lock(
        instrument,
        tuple(
            Edition(name, about.get("source", ""), about.get("sha256", ""), prints) for name, about, prints in editions
        ),
    )
