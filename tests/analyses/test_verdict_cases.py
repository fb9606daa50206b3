"""The verdict cases that lawyers write, and that a slip in one of them is an error."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compliance.analyses import coverage
from compliance.analyses.coverage import Covered
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.model.reasons import Reason
from tests.analyses.pages import NOTHING, Page, PageError, Row, pages, read

THE_TWENTY = {
    1: "partly met",
    2: "stated",
    3: "partly met",
    4: "partly met",
    5: "planned",
    6: "met",
    7: "stated, no occasion yet",
    8: "breached",
    9: "no breach recorded",
    10: "conflict",
    11: "conflict",
    12: "met",
    13: "conditional",
    14: "partly met",
    15: "met",
    16: "not assessed, unknown",
    17: "not met, not yet",
    18: "planned",
    19: "not assessed",
    20: "met",
}
"""The grammar's own table: what the first row of each of these cases must expect."""

read_once = cache(read)
ANSWERS: dict[tuple[Path, str, date, tuple[str, ...]], dict[str, Covered]] = {}
"""What was found for a page, a developer and a day; many rows ask the same."""


def _cases() -> list[object]:
    found: list[object] = []
    for path in pages():
        try:
            page = read_once(path)
        except PageError as problem:
            found.append(pytest.param(problem, None, id=path.name))
            continue
        found.extend(pytest.param(page, row, id=f"{path.name}:{row.line}") for row in page.rows)
    return found


@pytest.fixture(scope="module")
def graph_of(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, KnowledgeGraph]:
    """The graphs of the pages that were loaded already."""
    return {}


@pytest.mark.parametrize(("page", "row"), _cases())
def test_case(
    page: Page | PageError,
    row: Row,
    graph_of: dict[Path, KnowledgeGraph],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The program reaches the result that the case argues for."""
    if isinstance(page, PageError):
        pytest.fail(str(page), pytrace=False)
    if page.path not in graph_of:
        reading = load(page.write(tmp_path_factory.mktemp("case")), shipped=False)
        faults = [f"{each.place}: {each.message}" for each in reading.diagnostics]

        assert faults == [], "the case's own content has faults"
        graph_of[page.path] = KnowledgeGraph(reading.corpus)
    asked = (page.path, row.cells["developer"], row.as_of, tuple(row.list_of("policies")))
    if asked not in ANSWERS:
        found = coverage.analyse(graph_of[page.path], row.cells["developer"], row.as_of, policies=asked[3])
        ANSWERS[asked] = {each.obligation.identifier: each for each in found}
    covered = ANSWERS[asked].get(row.cells["obligation"])
    if covered is None:
        pytest.fail(f"nothing is said of {row.cells['obligation']}; it may be misspelt", pytrace=False)

    assert _told(covered, row) == row.cells, "\n".join(_reasons(covered))


def _told(covered: Covered, row: Row) -> dict[str, str]:
    """What the program says, in the columns of the row."""
    flags = [str(each) for each in covered.flags]
    because = row.cells.get("because", NOTHING)
    starts = covered.applicability.starts
    told = {
        **row.cells,
        "applicability": covered.applicability.words,
        "verdict": str(covered.verdict or NOTHING),
        "flags": row.cells["flags"] if sorted(flags) == sorted(row.list_of("flags")) else ", ".join(flags) or NOTHING,
        "gap": "yes" if covered.is_gap else "no",
        "check": ", ".join(covered.applicability.check) or NOTHING,
        "from": str(starts or NOTHING),
        "because": because if because == NOTHING or because in "\n".join(_reasons(covered)) else "it does not say so",
    }
    return {column: told[column] for column in row.cells}


def _reasons(covered: Covered) -> list[str]:
    """Every reason, as an indented line."""

    def lines(reasons: tuple[Reason, ...]) -> list[str]:
        return [f"{'  ' * depth}{each.text}" for reason in reasons for depth, each in reason.all()]

    judged = tuple(reason for each in covered.judged for reason in each.because)
    return [*lines(covered.applicability.because), *lines(covered.because), *lines(judged)]


def test_all_twenty_cases_of_the_grammar_are_there() -> None:
    """Each case of the grammar's table has a page, whose first row expects what the table says."""
    found = {}
    for path in pages():
        if match := re.match(r"case-(\d\d)-", path.name):
            row = read_once(path).rows[0]
            words = [row.cells["verdict"]]
            words += [each for each in row.list_of("flags") if each == "no occasion yet"]
            words += [row.cells["applicability"]] if row.cells["applicability"] != "applies" else []
            found[int(match[1])] = ", ".join(words)

    assert found == THE_TWENTY


def test_titles_are_not_repeated() -> None:
    """Two pages that say the same in their headings are one page too many."""
    titles = [read_once(path).title for path in pages()]

    assert sorted(set(titles)) == sorted(titles)


GOOD = """\
# A case

- reads: this page alone

It is so.

`frameworks/us-zz/act.md`

```markdown
# Act
```

| as of      | developer | obligation     | applicability | verdict | flags |
| ---------- | --------- | -------------- | ------------- | ------- | ----- |
| 2026-03-01 | acme      | us-zz/act#1    | applies       | met     | draft |
"""


def test_a_good_page_is_read(tmp_path: Path) -> None:
    """The page by which the slips below are measured is itself in order."""
    path = tmp_path / "page.md"
    path.write_text(GOOD, encoding="utf-8")
    page = read(path)

    assert (page.files, len(page.rows)) == ({"frameworks/us-zz/act.md": "# Act\n"}, 1)
    assert page.rows[0].line == 15


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("| flags |", "| flag |", "unknown: flag; lacking: flags"),
        ("| flags |", "| verdict |", "the columns are"),
        ("| met  ", "| mett ", "'mett' is no verdict"),
        ("| draft |", "| drafts |", "'drafts' is no flag"),
        ("| applies  ", "| apply ", "'apply' is no applicability"),
        ("2026-03-01", "2026-02-30", "'2026-02-30' is not a date"),
        ("us-zz/act#1", "section one", "the whole identifier of an obligation"),
        ("```markdown\n", "```md\n", "opens with '```markdown'"),
        ("`frameworks/us-zz/act.md`", "`us-zz/act.md`", "not the path of a content file"),
        ("`frameworks/us-zz/act.md`", "The law is `frameworks/us-zz/act.md`:", "a path in backticks and nothing else"),
        ("reads: this page alone", "reads: everything", "is none of"),
        ("- reads: this page alone\n", "Reads this page alone.\n", "the heading is followed by"),
        ("# A case", "A case", "begins with '# '"),
        ("It is so.", "## Two\n", "one heading"),
        ("| 2026-03-01 | acme      | us-zz/act#1    | applies       | met     | draft |\n", "", "the table has no row"),
        ("It is so.", "\n" * 155, "do not fit one screen"),
    ],
)
def test_a_slip_in_a_page_is_an_error(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    """A column, word, date or path that means nothing is told, and never passed over."""
    assert right in GOOD
    path = tmp_path / "page.md"
    path.write_text(GOOD.replace(right, wrong), encoding="utf-8")

    with pytest.raises(PageError, match=re.escape(message)):
        read(path)
