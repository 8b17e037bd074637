"""`onrecord doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from onrecord import __version__
from onrecord.cli.terminal import Exit, out
from onrecord.gazetteer.lookup import FILE as GAZETTEER
from onrecord.language.encoder import WEIGHTS

NEEDED = ("onnxruntime", "tokenizers", "numpy", "sqlalchemy", "trafilatura")
EXTRAS = (("pyarrow", "parquet"), ("spacy", "spacy"))
DATA = (WEIGHTS / "encoder.int8.onnx", WEIGHTS / "tokenizer.json", GAZETTEER)


def doctor() -> None:
    """Say which versions, models and data are here, and how to get what is missing (exit status 4).

    Example: onrecord doctor
    """
    out.print(f"onrecord {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    whole = all([*map(package, NEEDED), *map(data_file, DATA)])
    for name, extra in EXTRAS:
        if not installed(name):
            out.print(f"  {name}: not installed; wanted only by: pip install 'onrecord[{extra}]'", markup=False)
    raise typer.Exit(Exit.ALL_READ if whole else Exit.MISSING)


def installed(name: str) -> str | None:
    """The version of a package, None where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def package(name: str) -> bool:
    """Says a package's version, or how to get it."""
    found = installed(name)
    out.print(f"  {name} {found}" if found else f"  {name}: missing; mend with: pip install --force-reinstall onrecord")
    return found is not None


def data_file(path: Path) -> bool:
    """Says a model or data file's hash, or how to get it."""
    if not path.is_file():
        out.print(f"  {path.name}: missing; mend with: pip install --force-reinstall onrecord")
        return False
    out.print(f"  {path.name} sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}", soft_wrap=True)
    return True
