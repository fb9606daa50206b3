"""Finds the modules of ``checks/``, ``formats/`` and ``exports/``: ours, and installed ones.

A plugin is a module with a docstring and the members that its folder's ``__init__`` documents; nothing to inherit.
Ours are found in the folder; others are announced by an installed package under the entry-point group that bears
the folder's name, such as ``compliance.formats``.
"""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType


def names_in(package: str) -> tuple[str, ...]:
    """The names of the plugins of a folder, ours and installed ones, sorted; imports none of them."""
    return tuple(sorted(_targets(package)))


def module_in(package: str, name: str) -> ModuleType:
    """The plugin of that name.

    Raises:
        KeyError: there is none of that name.
    """
    return importlib.import_module(_targets(package)[name])


def modules_in(package: str) -> tuple[ModuleType, ...]:
    """All plugins of a folder, by name."""
    return tuple(importlib.import_module(target) for _, target in sorted(_targets(package).items()))


def _targets(package: str) -> dict[str, str]:
    folder = importlib.import_module(package)
    ours = {
        info.name: f"{package}.{info.name}"
        for info in pkgutil.iter_modules(folder.__path__)
        if not info.name.startswith("_")
    }
    installed = {entry.name: entry.value for entry in entry_points(group=package)}
    return installed | ours
