"""How documents print the official words of a law beside ours, and say which texts they were taken from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compliance.documents.wording import day, source_words
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision
from compliance.sources.attached import AttachedText
from compliance.sources.quoting import Quotation


def official_quote(
    official: Mapping[Identifier, Quotation], provision: Provision, *, beside: bool = True
) -> Iterator[prose.Quote]:
    """The official words of a provision's subdivision, with citation and source; nothing where there are none.

    Provisions that share a subdivision get its words each: in a filing people read one entry, not the one before it.

    Args:
        official: the words that there are.
        provision: what they are wanted for.
        beside: whether they belong to the paragraph before them.
    """
    found = official.get(provision.identifier)
    if found is None:
        return
    label = prose.paragraph(prose.strong("Official words"), f" of {provision.citation} (", _origin(found.text), "):")
    yield prose.Quote((label, *(prose.paragraph(each) for each in found.words)), beside)


def official_texts(
    graph: KnowledgeGraph,
    official: Mapping[Identifier, Quotation],
    quoted: Iterable[Provision],
    title: str,
    anchor: str,
) -> prose.Section | None:
    """The section that names the texts which a document quotes; ``None`` where it quotes none."""
    texts = {
        (found.text.instrument, str(found.text.on or "")): found.text
        for each in quoted
        if (found := official.get(each.identifier))
    }
    if not texts:
        return None
    lead = prose.paragraph(
        "The passages marked “Official words” are quoted from the texts below, which were attached to the content. "
        "Everything else restates the law in the catalog's own words. SHA-256 is that of the file that was attached."
    )
    items = [
        prose.words(
            f"{graph.corpus.instruments[text.instrument].title}: ",
            _origin(text),
            "; SHA-256 ",
            prose.Code(text.sha256),
        )
        for _, text in sorted(texts.items())
    ]
    return prose.section(title, lead, prose.bullets(items), anchor=anchor)


def _origin(text: AttachedText) -> prose.Inlines:
    """Which print it is, whose day's wording, and where and when it was found."""
    wording = f", wording of {day(text.on)}" if text.on else ""
    return prose.words(f"{text.edition}{wording}, ", source_words(text.source) or "source not recorded")
