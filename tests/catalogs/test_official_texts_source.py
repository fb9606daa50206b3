"""The shipped catalogs against the official texts, as ``compliance sources verify`` holds them.

Every labelled subdivision both ways, fingerprints, figures, force, bearers and wording, from the Markdown texts and
from the two official PDFs. What departs is listed in the catalogs under ``departs``, each with its reason.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from compliance.content.reading import load
from compliance.content.workspace import shipped_root
from compliance.diagnostics import ComplianceError, Severity
from compliance.model.corpus import Corpus
from compliance.sources.attached import AttachedText
from compliance.sources.attaching import attach
from compliance.sources.fingerprints import Lock, read_lock
from compliance.sources.verification import parts_of, provisions_on, verify
from tests.catalogs.sources import attached

TEXTS = {
    "us-ca/sb-53": ("us-ca/sb-53.md",),
    "us-ny/raise-act": ("us-ny/raise-act.md", "us-ny/raise-act-official.pdf"),
    "us-il/ai-safety-measures-act": ("us-il/ai-safety-measures-act.md", "us-il/pa-104-0538-enrolled.pdf"),
    "eu/ai-act": ("eu/ai-act-official.xhtml", "eu/ai-act-2024.md"),
    "eu/gpai-code/safety-and-security": ("eu/gpai-code-safety-and-security.md",),
    "eu/gpai-code/transparency": ("eu/gpai-code-transparency.md",),
    "eu/gpai-code/copyright": ("eu/gpai-code-copyright.md",),
}
"""The official texts of each catalog; the first is the one that it restates."""

WORDING_OF = {"eu/ai-act": date(2024, 8, 1)}
"""Of a law with several wordings, the day whose wording the texts have; the amended ones are not in one text yet."""

OTHER_EDITION = {
    "us-il/pa-104-0538-enrolled.pdf": {"18.a", "18.b", "18.d", "18.e.1", "18.e.2", "25.b", "80", "90"},
    # Its headings mark what was amended in 2026; it leaves out Article 3(14), and prints some subparagraphs as one.
    "eu/ai-act-2024.md": {
        "2", "3", "50", "56", "64", "68.2.c", "75", "78.1.a", "97", "99", "101.1.d", "111", "113", "annex-xi.1.2.e",
        "3.14", "68.2.subpara-2", "101.1.subpara-2", "annex-xi.1.2.subpara-2",
    },
}  # fmt: skip
"""Where a print has other words that the fingerprints know: P.A. 104-0466, and sections omitted when consolidated."""

NAMED = re.compile(r"(?:words of|has no) ([\w.-]+?),? (?:are|as)\b")
PAIRS = [(instrument, name) for instrument, names in TEXTS.items() for name in names]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load().corpus


def lock_of(instrument: str) -> Lock:
    path = shipped_root() / f"frameworks/{instrument}.lock"
    return read_lock(path.read_text("utf-8"), instrument, path.name)


def attach_file(corpus: Corpus, instrument: str, name: str) -> AttachedText:
    folder = attached()
    assert folder is not None
    data, on = (folder / name).read_bytes(), WORDING_OF.get(instrument)
    return attach(corpus, instrument, data, Path(name).name, lock=lock_of(instrument), on=on)


@pytest.mark.parametrize(("instrument", "name"), PAIRS)
def test_the_catalog_agrees(corpus: Corpus, instrument: str, name: str) -> None:
    """No error and no warning; notes only where a print is a known other edition."""
    found = verify(corpus, attach_file(corpus, instrument, name), lock_of(instrument))
    other = {named[1] for each in found if each.rule.code == "V202" and (named := NAMED.search(each.message))}

    assert [f"{each.place}: {each.message}" for each in found if each.severity is not Severity.NOTE] == []
    assert other == OTHER_EDITION.get(name, set())


@pytest.mark.parametrize("instrument", [each for each in TEXTS if each.startswith("us-")])
def test_every_subdivision_is_seen_when_it_is_lost(corpus: Corpus, instrument: str) -> None:
    """Whichever subdivision without others below loses its provisions, it is missed."""
    text = attach_file(corpus, instrument, TEXTS[instrument][0])
    have = {each.parts for each in text.segments}
    leaves = [each for each in have if not any(one[:-1] == each for one in have)]
    stands = {parts_of(corpus, each) for each in provisions_on(corpus, instrument, None)}
    tried = sorted(set(leaves) & stands)[::7]

    for parts in tried:
        kept = {
            name: each
            for name, each in corpus.provisions.items()
            if each.document != instrument or parts_of(corpus, each) != parts
        }
        less = Corpus(**{**vars_of(corpus), "provisions": kept})
        found = verify(less, text, lock_of(instrument))
        assert f"the official text has a subdivision {'.'.join(parts)}, and the catalog does not" in {
            each.message for each in found
        }
    assert len(tried) > 12


def vars_of(corpus: Corpus) -> dict[str, object]:
    from dataclasses import fields

    return {each.name: getattr(corpus, each.name) for each in fields(Corpus)}


@pytest.mark.parametrize(
    ("instrument", "name", "hint"),
    [
        ("us-ny/raise-act", "us-ca/sb-53.md", "it looks like us-ca/sb-53: attach it as that"),
        ("us-ca/sb-53", "us-il/ai-safety-measures-act.md", "it looks like us-il/ai-safety-measures-act"),
        ("us-il/ai-safety-measures-act", "us-ny/raise-act-official.pdf", "it looks like us-ny/raise-act"),
        ("us-ny/raise-act", "us-ny/raise-act-2025-repealed-partial.md", ""),
        ("us-ny/raise-act", "us/landscape.md", "take the whole text of the law"),
    ],
)
def test_the_wrong_law_is_refused(corpus: Corpus, instrument: str, name: str, hint: str) -> None:
    """Another state's act, a repealed text, an article about the law: each is refused, with what it looks like."""
    with pytest.raises(ComplianceError, match=r"does not look like|and other words") as refused:
        attach_file(corpus, instrument, name)

    assert hint in (refused.value.hint or "")
