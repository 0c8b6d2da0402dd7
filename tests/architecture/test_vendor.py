"""What others made is listed with its licence and its hash, and nothing else lies in the folders that hold it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = tomllib.loads((ROOT / "VENDOR.toml").read_text(encoding="utf-8"))["package"]
FILES = {name: digest for package in PACKAGES for name, digest in package["files"].items()}
FOLDERS = ("src/sagsgang/interfaces/static/dkfds", "src/sagsgang/pure/render/fonts", "tests/support/vendor")
#: What only ever comes from others, wherever it lies.
FOREIGN = {".ttf", ".otf", ".woff", ".woff2"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_listed_file_has_the_bytes_that_are_listed(name: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == FILES[name]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_in_a_vendor_folder_is_listed(folder: str) -> None:
    lying = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert lying
    assert lying - set(FILES) == set()


def test_every_font_and_every_minified_file_is_listed() -> None:
    lying = {str(path.relative_to(ROOT)) for folder in ("src", "tests") for path in (ROOT / folder).rglob("*")
             if path.suffix in FOREIGN or path.name.endswith((".min.js", ".min.css"))}
    assert lying - set(FILES) == set()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_names_its_version_licence_and_source_and_carries_its_licence(package: dict[str, object]) -> None:
    assert all(package[key] for key in ("name", "version", "licence", "source", "files"))
    names = [Path(name).name.upper() for name in package["files"]]  # type: ignore[attr-defined]
    assert any("LICENSE" in name or "LICENCE" in name or name == "OFL.TXT" for name in names)
