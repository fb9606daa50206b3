"""HTML: one file that needs nothing else, for reading on any screen, printing and sending by mail.

It has no script and asks for nothing from outside; a content security policy says so to the browser. Words
reach the page only through the template, which escapes them.
"""

from __future__ import annotations

from functools import cache

import jinja2

from compliance.formats import _tree
from compliance.model import prose

SUFFIX = ".html"
MEDIA_TYPE = "text/html"


def write(document: prose.Document) -> bytes:
    """The document as one HTML file in UTF-8."""
    document = _tree.tidy(document)
    page = _template().render(document=document, entries=_nested(_tree.contents(document)))
    return page.encode()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_tree.template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= {
        kind.__name__.lower(): lambda value, kind=kind: isinstance(value, kind)
        for kind in (
            prose.Text, prose.Strong, prose.Emphasis, prose.Code, prose.Link, prose.LineBreak,
            prose.Paragraph, prose.ItemList, prose.Table, prose.Properties, prose.Quote, prose.Callout,
            prose.Section,
        )
    }  # fmt: skip
    environment.filters["without_links"] = _tree.without_links
    environment.filters["paired"] = _paired
    return environment.get_template("document.html")


def _paired(blocks: tuple[prose.Block, ...]) -> list[tuple[prose.Block, ...]]:
    """The blocks one by one, but a paragraph with the quote that goes beside it."""
    rows: list[tuple[prose.Block, ...]] = []
    for block in blocks:
        if isinstance(block, prose.Quote) and block.beside and rows and isinstance(rows[-1][-1], prose.Paragraph):
            rows[-1] = (rows[-1][-1], block)
        else:
            rows.append((block,))
    return rows


class _Entry:
    """A line of the table of contents, with the lines under it."""

    def __init__(self, section: prose.Section) -> None:
        self.section = section
        self.below: list[_Entry] = []


def _nested(entries: tuple[tuple[int, prose.Section], ...]) -> list[_Entry]:
    top: list[_Entry] = []
    levels = [top]
    for depth, section in entries:
        entry = _Entry(section)
        levels[depth - 1].append(entry)
        levels[depth:] = [entry.below]
    return top
