"""Data goes one way: a package imports what stands before it, never what stands after."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
LINE = (
    "model gazetteer codebook sources language reading store linking reconciling engine review publishing web "
    "evaluation cli"
).split()
ALONGSIDE = {("cli", "evaluation"), ("evaluation", "cli")}  # the gate reads the demo's examples


def imports() -> Iterator[tuple[str, str, Path]]:
    """(package, package it imports, file) of every import inside the project."""
    for path in SOURCE.rglob("*.py"):
        package = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("onrecord."):
                yield package, node.module.split(".")[1], path


def test_every_package_stands_in_the_line() -> None:
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert packages <= set(LINE)


def test_no_package_imports_one_that_stands_after_it() -> None:
    against = [
        f"{path.relative_to(SOURCE)} imports {imported}"
        for package, imported, path in imports()
        if package in LINE and imported in LINE and LINE.index(imported) > LINE.index(package)
        if (package, imported) not in ALONGSIDE
    ]
    assert not against


def test_reading_needs_neither_torch_nor_spacy() -> None:
    named = [path for path in SOURCE.rglob("*.py") if path.name != "spacy_components.py"]
    for path in named:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                if any(name.split(".")[0] in ("torch", "spacy", "transformers") for name in names):
                    pytest.fail(f"{path} imports {names}")
