"""A file of official text as paragraphs, whatever its form: HTML, PDF, plain text or Markdown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from compliance.diagnostics import ComplianceError


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an official text.

    Attributes:
        text: its words: white space single, line ends mended, no line numbers and no running heads.
        at: where it stands in the file, for people: ``line 12`` or ``page 3, line 7``.
        heading: whether the file itself marks it as a heading.
    """

    text: str
    at: str = ""
    heading: bool = False


LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A long statute has a few million."""

MOST_CHARACTERS = 10_000_000
"""Of text. The longest acts of the Union have less than a million."""

TAKE_INSTEAD = "download the text as HTML, PDF, plain text or Markdown"


def read_paragraphs(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a file of official text, in order.

    Args:
        data: the file's bytes.
        name: the file's name; its ending helps where the bytes leave the form open.

    Raises:
        ComplianceError: the file is empty, too large, damaged, locked, a scan, or of a form that is not read.
    """
    if len(data) > LARGEST_FILE:
        raise ComplianceError(
            f"the file '{name}' is larger than {LARGEST_FILE // (1024 * 1024)} MiB, which no text of a law is",
            "attach the text alone, without annexes of pictures",
        )
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise ComplianceError(f"the file '{name}' is empty", TAKE_INSTEAD)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        from compliance.sources import _pdf

        return _words_of(_pdf.read(data, name), name)
    if other := _foreign_form(start, data):
        raise ComplianceError(f"the file '{name}' is {other}, which is not read", TAKE_INSTEAD)
    text = _decoded(data, name)
    if len(text) > MOST_CHARACTERS:
        raise too_long(name)
    from compliance.sources import _plain

    beginning = re.sub(r"\A(?:\s|<!--.*?-->)+", "", text[:5000], flags=re.DOTALL).casefold()
    # Markdown and plain text may begin with a tag; a file that says it is HTML is, whatever its name.
    if beginning.startswith(("<?xml", "<!doctype", "<html", "<head", "<body")) or (
        beginning.startswith("<") and not name.casefold().endswith((".md", ".markdown", ".txt"))
    ):
        from compliance.sources import _html

        return _html.read(text, name)
    markdown = name.casefold().endswith((".md", ".markdown")) or (
        not name.casefold().endswith(".txt") and _plain.looks_like_markdown(text)
    )
    return _words_of(_plain.read_markdown(text) if markdown else _plain.read_text(text), name)


def too_long(name: str) -> ComplianceError:
    """The refusal of a file with more characters than any law has."""
    return ComplianceError(
        f"the file '{name}' has more than {MOST_CHARACTERS:,} characters of text, which no law has",
        "attach the text of one law",
    )


def tidy(text: str) -> str:
    """Text with single blanks, without what nobody sees, in one Unicode form, and with exponents as ``10^26``."""
    text = _UNSEEN.sub("", text).replace("\N{HYPHEN}", "-").replace("\N{NON-BREAKING HYPHEN}", "-")
    text = _EXPONENT.sub(lambda found: "^" + found[0].translate(_LOWERED), text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def raised(text: str) -> str:
    """A number in superscript digits; anything else as it is."""
    return text.translate(_RAISED) if re.fullmatch(r"-?[0-9]+", text) else text


_LOWERED = {ord(high): low for high, low in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True)}
_RAISED = {ord(low): chr(high) for high, low in _LOWERED.items()}
_EXPONENT = re.compile(r"(?<=[0-9])⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNSEEN = re.compile(  # soft hyphens, zero-width blanks, marks of direction, control characters
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f]"
)


def _words_of(found: tuple[Paragraph, ...], name: str) -> tuple[Paragraph, ...]:
    """The paragraphs, if there are words in them."""
    if not any(character.isalpha() for each in found for character in each.text):
        raise ComplianceError(f"the file '{name}' has no words in it", TAKE_INSTEAD)
    return found


_FORMS = (
    (b"\xd0\xcf\x11\xe0", "a document of an old office program (.doc)"),
    (b"{\\rtf", "a document in Rich Text Format (.rtf)"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a compressed archive (.gz)"),
    (b"7z\xbc\xaf", "a compressed archive (.7z)"),
    (b"Rar!", "a compressed archive (.rar)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"MIME-Version:", "a web archive (.mht)"),
    (b"From: <Saved by", "a web archive (.mht)"),
    (b"bplist00", "a web archive (.webarchive)"),
)
_PARTS_OF_ARCHIVES = (
    (b"word/", "a Word document (.docx)"),
    (b"opendocument", "an OpenDocument text (.odt)"),
    (b"epub+zip", "an electronic book (.epub)"),
)


def _foreign_form(start: bytes, data: bytes) -> str:
    """What a file is that is read in no form; empty where nothing tells."""
    if start.startswith(b"PK"):
        inside = data[:4096] + data[-65536:]
        return next((name for part, name in _PARTS_OF_ARCHIVES if part in inside), "a compressed archive (.zip)")
    return next((name for magic, name in _FORMS if start.startswith(magic)), "")


_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*(iso-8859-\d{1,2}|windows-125\d|us-ascii)""", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def _decoded(data: bytes, name: str) -> str:
    """The file's characters, by its mark, else as UTF-8, else as it says itself, else as Windows writes them."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _without_controls(data[len(mark) :].decode(encoding), name)
            except UnicodeDecodeError as error:
                raise ComplianceError(
                    f"the file '{name}' is marked as {encoding[:6].upper()} text and is not", TAKE_INSTEAD
                ) from error
    declared = _DECLARED.search(data[:4096])
    # Browsers read Latin-1 as the Windows characters that contain it, and pages count on that.
    said = declared[1].decode("ascii").casefold() if declared else "windows-1252"
    for encoding in ("utf-8", "windows-1252" if said == "iso-8859-1" else said):
        try:
            return _without_controls(data.decode(encoding), name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise _not_text(name)


def _without_controls(text: str, name: str) -> str:
    if _CONTROL.search(text):
        raise _not_text(name)
    return text


def _not_text(name: str) -> ComplianceError:
    return ComplianceError(f"the file '{name}' is neither a PDF nor readable text", TAKE_INSTEAD)
