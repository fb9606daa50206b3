"""The same content and day give the same bytes, in whatever order a disk lists its files."""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from compliance.analyses.gaps import analyse
from compliance.cli.build_ import outputs
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.sources.quoting import NONE


def everything() -> dict[str, bytes]:
    """Every file that the main job writes for the shipped example."""
    graph = KnowledgeGraph(load().corpus)
    return dict(outputs(graph, analyse(graph, "anthropic", date(2026, 3, 31)), NONE))


@pytest.mark.slow
def test_order_of_files_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lists folders and files backwards gives the same documents, graph and findings."""
    walk = os.walk

    def backwards(*arguments: Any, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for at, folders, names in walk(*arguments, **options):
            folders.reverse()
            yield at, folders, names[::-1]

    before = everything()
    monkeypatch.setattr(os, "walk", backwards)

    assert everything() == before
