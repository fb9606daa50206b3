"""The quick rules for what content files hold most give the very tokens that markdown-it's own rules give."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compliance.content.sections import parse_blocks
from compliance.content.workspace import content_files

LINES = [
    "- a: b", "- c", "  wrap", "  wider wrap", "", "", "# h", "- 1. x", "para", "    code", "> q", "---", "- ", "-",
    "1. x",
    "  - n", "| a |", "|---|", "* x", "```", "<div>", "  ", "- [x]: y", "=", "   three", "-  two", "- a  ", "\ttab",
    "a\tb",
    "- é", "-\ta", "- a\tb", "[x]: y", "+ p", "2) z",
]  # fmt: skip


@lru_cache(maxsize=1)
def general() -> MarkdownIt:
    """markdown-it with its own rules alone."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def tokens(text: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What the quick rules give, and what the general ones give."""
    quick = [each.as_dict() for each in parse_blocks(text)]
    return quick, [each.as_dict() for each in general().parse(text)]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=10), st.sampled_from(["", "\n", "\n\n"]))
def test_any_text(lines: list[str], end: str) -> None:
    """On any mix of lines."""
    quick, slow = tokens("\n".join(lines) + end)

    assert quick == slow


def test_shipped_files() -> None:
    """On every shipped file."""
    for file in content_files():
        quick, slow = tokens(file.path.read_text(encoding="utf-8"))

        assert quick == slow
