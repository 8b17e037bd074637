"""The wheel holds all it needs: installed in a clean environment it runs the demo without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIETLY = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
LARGEST_WHEEL = 80_000_000  # bytes


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_weights_gazetteer_codebook_and_examples(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST_WHEEL
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("weights/encoder.int8.onnx", "weights/tokenizer.json", "gazetteer/places.db", "py.typed"):
        assert f"onrecord/{part}" in names
    for folder, suffix in (("codebook", ".toml"), ("examples", ".txt"), ("publishing/templates", ".j2")):
        assert any(name.startswith(f"onrecord/{folder}/") and name.endswith(suffix) for name in names)


def test_an_installed_wheel_runs_the_demo_without_network(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=True)
    python = tmp_path / "clean" / "bin" / "python"
    install: list[str | Path] = [python, "-m", "pip", "install", *QUIETLY, wheel]
    subprocess.run(install, check=True)
    site = next((tmp_path / "clean" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # the dependencies, but not our source
    command: list[str | Path] = [tmp_path / "clean" / "bin" / "onrecord", "demo"]
    if shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0:
        command = ["unshare", "-rn", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The toll of the Maine" in done.stdout
