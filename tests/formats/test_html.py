"""HTML: well formed, accessible, and sound in the eyes of other programs."""

import itertools
import re
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings

from compliance.formats import _tree, html
from compliance.model.prose import Document, Properties, Quote, paragraph, section
from tests.formats.sample import sample
from tests.formats.trees import documents, spoken, squeezed
from tests.tools import command

VOID = {"meta", "br", "col"}


class Page(HTMLParser):
    """What a page holds: its text, and every element with its attributes; elements must nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {"main": "", "header": "", "nav": ""}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            self.handle_data("\n")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        for part in self.text:
            if part in self.open:
                self.text[part] += data


def page(document: Document) -> Page:
    return Page(html.write(document).decode())


@given(documents)
@settings(deadline=None)
def test_any_tree(tree: Document) -> None:
    """Whatever the words, elements nest, no script appears, and the text is that of the tree."""
    found, tree = page(tree), _tree.tidy(tree)

    assert squeezed("".join(spoken(tree.blocks))) == squeezed(found.text["main"])
    assert squeezed(tree.title + tree.subtitle) in squeezed(found.text["header"])
    assert "script" not in {tag for tag, _ in found.elements}
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    names = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(names) == len(set(names))
    for _, attributes in found.elements:
        href = attributes.get("href")
        assert not href or href[1:] in names or re.match("https?://|mailto:", href)


@given(documents)
@settings(deadline=None)
def test_headings_nest(tree: Document) -> None:
    """No level of headings is left out on the way down."""
    levels = [
        int(attributes.get("aria-level") or tag[1])
        for tag, attributes in page(tree).elements
        if re.fullmatch("h[1-6]", tag) or attributes.get("role") == "heading"
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_nothing_is_asked_from_outside() -> None:
    """The policy forbids it, and nothing tries."""
    text = html.write(sample()).decode()

    assert "default-src 'none'" in text
    assert not re.search(r"src=|@import|url\(|<link|<script", re.sub("<main.*</main>", "", text, flags=re.DOTALL))


def test_tables_say_what_their_heads_head() -> None:
    """Columns and rows have scoped heads, and a caption names the region that scrolls."""
    text = html.write(sample()).decode()

    assert '<th scope="col">Provision</th>' in text
    assert '<th scope="row"><code>us-ca/sb-53#22757.12.a.1</code></th>' in text
    assert 'role="region" tabindex="0" aria-labelledby="_caption-table-deadlines"' in text


def test_side_by_side() -> None:
    """A paragraph and the quote that goes with it share a box, ours first; any other quote stands alone."""
    quote = Quote((paragraph("theirs"),), beside=True)
    blocks = (paragraph("before"), paragraph("ours"), quote, quote, Quote((paragraph("other"),)))
    text = html.write(Document("T", "", Properties(()), blocks, "", "2026-11-10")).decode()
    boxes = re.findall(r'<div class="beside">\n(.*?)</div>', text, re.DOTALL)

    assert boxes == ["<p>ours</p>\n<blockquote>\n<p>theirs</p>\n</blockquote>\n"]
    assert text.count("<blockquote>") == 3
    assert ".beside { display: grid" in text


def test_language_and_data_about_the_page() -> None:
    """The head says what the page is."""
    text = html.write(sample()).decode()

    assert '<html lang="en">' in text
    assert "<title>Frontier AI Framework</title>" in text
    assert '<meta name="author" content="Acme Frontier, Inc.">' in text


def test_colours_have_enough_contrast() -> None:
    """Text stands out from what is behind it by 4.5 to 1, in light and in dark (WCAG 2.2, 1.4.3)."""
    light, dark = re.findall(r":root \{(.*?)\}", _tree.template("document.css"), re.DOTALL)[:2]
    for scheme in (light, dark):
        colours = dict(re.findall("--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for ink in ("ink", "quiet", "link", "visited"):
            for paper in ("paper", "tint", "note"):
                assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
        assert contrast(colours["note-line"], colours["note"]) >= 4.5


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_nu_checker_finds_nothing(tmp_path: Path) -> None:
    """No error and no warning, for the sample and for pages at the edge."""
    checker = command("vnu", tmp_path)
    deep = section("9", paragraph("end"))
    for level in range(8, 0, -1):
        deep = section(f"{level}", deep)
    pages = {
        "sample": sample(),
        "deep": Document("Deep", "", Properties(()), (deep,), "", "2026-11-10"),
        "empty": Document("", "", Properties(()), (), "", "2026-11-10"),
    }
    for name, document in pages.items():
        (tmp_path / f"{name}.html").write_bytes(html.write(document))
    files = [str(tmp_path / f"{name}.html") for name in pages]
    done = subprocess.run([*checker, *files], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_chromium_shows_it(tmp_path: Path) -> None:
    """A browser paints more than an empty page."""
    file, picture = tmp_path / "sample.html", tmp_path / "sample.png"
    file.write_bytes(html.write(sample()))
    subprocess.run(
        [
            *command("chromium", tmp_path),
            "--window-size=1000,2000",
            f"--screenshot={picture}",
            file.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    png = picture.read_bytes()
    chunks, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            chunks += png[at + 8 : at + 8 + length]
        at += length + 12

    assert len(set(zlib.decompress(chunks))) > 100
