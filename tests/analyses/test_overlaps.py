"""Which provisions of several laws stand together, and which of them governs, as the comparisons say."""

from pathlib import Path

import pytest

from compliance.analyses.overlaps import Overlaps
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.model.crosswalks import Relation

LAW = """# Law {name}

- kind: statute
- jurisdiction: us-zz
- citation: Law {name}
- cite as: {name} § …
- in force: from 2026-01-01
- source: <https://example.org/>, retrieved 2026-01-01

## § 1

- rule: one

## § 2

- rule: two
"""

COMPARISON = """# {one} and {other}

- kind: comparison
- instruments: us-zz/{one}, us-zz/{other}

## 1

- against: 1
- relation: {relation}
- differs: something
{stricter}
Because.
"""


def overlaps(folder: Path, relations: dict[str, str], stricter: str = "") -> Overlaps:
    """Laws a, b and c, whose first sections are compared: ``{"ab": "superset"}``."""
    (folder / "frameworks/us-zz").mkdir(parents=True)
    (folder / "mappings").mkdir()
    for name in "abc":
        (folder / f"frameworks/us-zz/{name}.md").write_text(LAW.format(name=name), "utf-8")
    for (one, other), relation in relations.items():
        line = f"- stricter: us-zz/{stricter}\n" if stricter else ""
        text = COMPARISON.format(one=one, other=other, relation=relation, stricter=line)
        (folder / f"mappings/{one}{other}.md").write_text(text, "utf-8")
    reading = load([folder], shipped=False)
    assert [str(each) for each in reading.diagnostics] == []
    return Overlaps(KnowledgeGraph(reading.corpus))


def grouped(found: Overlaps) -> list[tuple[str, bool, bool]]:
    groups = found.groups(list(found.graph.corpus.provisions.values()))
    return [
        (" ".join(each.identifier.removeprefix("us-zz/") for each in group.provisions), group.governs, group.strictest)
        for group in groups
    ]


@pytest.mark.parametrize(
    ("relations", "stricter", "first"),
    [
        ({}, "", ("a#1", True, True)),
        ({"ab": "none"}, "", ("a#1", True, True)),
        ({"ab": "superset"}, "", ("a#1 b#1", True, True)),
        ({"ab": "subset"}, "", ("b#1 a#1", True, True)),
        ({"ab": "equal"}, "", ("a#1 b#1", True, True)),
        ({"ab": "intersects"}, "", ("a#1 b#1", False, False)),
        ({"ab": "intersects"}, "b", ("b#1 a#1", False, True)),
        ({"ab": "subset", "bc": "superset", "ac": "intersects"}, "", ("b#1 a#1 c#1", True, True)),
        ({"ab": "superset", "bc": "superset", "ac": "intersects"}, "", ("a#1 b#1 c#1", False, False)),
        ({"ab": "superset", "bc": "superset"}, "", ("a#1 b#1 c#1", False, False)),
    ],
)
def test_groups(tmp_path: Path, relations: dict[str, str], stricter: str, first: tuple[str, bool, bool]) -> None:
    """One governs only where it is compared with every other and includes it; nothing is inferred."""
    assert grouped(overlaps(tmp_path, relations, stricter))[0] == first


def test_what_nobody_compared_stands_alone(tmp_path: Path) -> None:
    names = [name for name, _, _ in grouped(overlaps(tmp_path, {"ab": "equal"}))]

    assert names == ["a#1 b#1", "a#2", "b#2", "c#1", "c#2"]


def test_a_relation_is_read_from_both_sides(tmp_path: Path) -> None:
    """The comparison is written once, under one law; seen from the other, subset is superset."""
    found = overlaps(tmp_path, {"ab": "superset"})
    one, other = (found.graph.corpus.provisions[f"us-zz/{name}#1"] for name in "ab")

    assert found.relation(one, other) is Relation.SUPERSET
    assert found.relation(other, one) is Relation.SUBSET
    assert found.relation(one, one) is None
