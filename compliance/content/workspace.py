"""Where content lies: the shipped catalogs and the user's own folders, and how a file's path names it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance.diagnostics import ComplianceError
from compliance.model.identifiers import Identifier

FOLDERS = ("frameworks", "mappings")
"""The two folders of a content root: laws and developers, and judgements."""
TEXTS = "sources"
"""The folder of a content root for official texts; a root may hold it alone, and then adds no content."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One Markdown file of content.

    Attributes:
        path: where it lies.
        shown: how diagnostics name it: its path from the content root, behind the root as the user typed it.
        identifier: what its path names: ``us-ca/sb-53``; with ``mappings/`` before it for a judgement.
        shipped: whether it belongs to the catalogs that come with the program.
    """

    path: Path
    shown: str
    identifier: Identifier
    shipped: bool

    @property
    def is_judgement(self) -> bool:
        """Whether it lies under ``mappings/``."""
        return self.identifier.startswith("mappings/")


def shipped_root() -> Path:
    """The folder of the catalogs that come with the program: beside the package in a checkout, in it once installed."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent


def content_files(roots: Iterable[str | Path] = (), *, shipped: bool = True) -> tuple[ContentFile, ...]:
    """The content files of the shipped catalogs and of the user's roots, in order of their identifiers.

    A file of a later root takes the place of one with the same path in an earlier root.

    Raises:
        ComplianceError: a root is no folder, holds none of the folders that it may, or cannot be read.
    """
    found: dict[Identifier, ContentFile] = {}
    if shipped:
        found.update((each.identifier, each) for each in _files(shipped_root(), "", shipped=True))
    for root in roots:
        path = Path(root)
        if not path.is_dir():
            raise ComplianceError(
                f"the content folder '{root}' {'is not a folder' if path.exists() else 'does not exist'}",
                "name a folder that holds 'frameworks' or 'mappings'",
            )
        if not any((path / folder).is_dir() for folder in (*FOLDERS, TEXTS)):
            raise ComplianceError(
                f"the content folder '{root}' holds neither 'frameworks' nor 'mappings'",
                "put laws and policies into 'frameworks' and judgements into 'mappings'",
            )
        prefix = Path(root).as_posix()
        found.update((each.identifier, each) for each in _files(path, "" if prefix == "." else prefix, shipped=False))
    return tuple(sorted(found.values(), key=lambda each: each.identifier))


def _files(root: Path, prefix: str, *, shipped: bool) -> Iterator[ContentFile]:
    for folder in FOLDERS:
        for path in sorted(_walk(root / folder)):
            relative = path.relative_to(root).as_posix()
            name = relative.removesuffix(".md").removeprefix("frameworks/")
            yield ContentFile(path, f"{prefix}/{relative}" if prefix else relative, name, shipped)


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise ComplianceError(f"the folder '{error.filename}' cannot be read: {error.strerror}") from error

    if not folder.is_dir():
        return
    for at, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.endswith(".md") and name.lower() != "readme.md" and not name.startswith("."):
                yield Path(at) / name
