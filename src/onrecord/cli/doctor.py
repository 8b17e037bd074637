"""`onrecord doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord import __version__
from onrecord.cli.terminal import Exit, out
from onrecord.engine.shard import DATA, MEND, NotReady, make_ready
from onrecord.publishing.tables import json_line

EXTRAS = (("pyarrow", "parquet"), ("spacy", "spacy"))


def doctor(
    json: Annotated[bool, typer.Option("--json", help="the same as one JSON object")] = False,
) -> None:
    """Say which versions, models and data are here, and how to get what is missing (exit status 4).

    Example: onrecord doctor
    """
    packages = {name: installed(name) for name in needed()}
    data = {path.name: sha256(path) for path in DATA}
    trouble = unfit() if all(packages.values()) and all(data.values()) else None
    if json:
        extras = {name: installed(name) for name, _ in EXTRAS}
        out.out(json_line({**here(), "packages": packages, "data": data, "extras": extras, "unfit": trouble}))
    else:
        out.print(f"onrecord {__version__}, Python {platform.python_version()}, {here()['platform']}")
        for name, found in packages.items():
            out.print(f"  {name} {found}" if found else f"  {name}: missing; {MEND}", soft_wrap=True)
        for name, digest in data.items():
            out.print(f"  {name} sha256:{digest}" if digest else f"  {name}: missing; {MEND}", soft_wrap=True)
        for name, extra in EXTRAS:
            if not installed(name):
                out.print(f"  {name}: not installed; wanted only by: pip install 'onrecord[{extra}]'")
        if trouble:
            out.print(f"  {trouble}", soft_wrap=True)
    whole = all(packages.values()) and all(data.values()) and not trouble
    raise typer.Exit(Exit.ALL_READ if whole else Exit.MISSING)


def here() -> dict[str, Any]:
    """The program and what it runs on."""
    return {
        "onrecord": __version__,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def needed() -> list[str]:
    """The packages that the program cannot do without, by its own metadata."""
    stated = requires("onrecord") or [] if installed("onrecord") else []
    return [line.partition(">")[0].partition("<")[0].strip() for line in stated if "extra ==" not in line]


def installed(name: str) -> str | None:
    """The version of a package, None where it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def sha256(path: Path) -> str | None:
    """A model or data file's hash, None where it is missing."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def unfit() -> str | None:
    """Why the models and data that are here cannot be used, None where they can."""
    try:
        make_ready()
    except NotReady as error:
        return str(error)
    return None
