"""Put a pruned copy of the design system (npm package dkfds) into the project. A maintainer runs it and commits.

    python tools/vendor_dkfds.py PATH-OF-UNPACKED-PACKAGE

Kept: the neutral theme, three weights of the font (unmodified, with its licence), the icons that the style sheet names,
the sprite of all icons. Left out: scripts, other themes, logos of the portals, older font forms, source maps.
Then writes the file list with checksums into VENDOR.toml. See docs/decisions/0006-design-system.md.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "sagsgang" / "interfaces" / "static" / "dkfds"
LIST = ROOT / "VENDOR.toml"
WEIGHTS = {"400": "Regular", "600": "SemiBold", "700": "Bold"}
FONTS = "fonts/IBMPlexSans/complete/woff2"


def pruned(css: str) -> str:
    """The style sheet without what it should not name: every file that is left in it is also in the copy."""
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"\.icon-[\w-]+:not\(a\)\{background-image:url\([^)]*\)\}", "", css)
    css = re.sub(r"background-image:url\(\.\./img/logo[^)]*\);?", "", css)
    faces = "".join(
        f"@font-face{{font-display:swap;font-family:IBM Plex Sans;font-style:normal;font-weight:{weight};"
        f'src:url(../fonts/IBMPlexSans-{name}.woff2) format("woff2")}}' for weight, name in WEIGHTS.items())
    return faces + css


def main(package: Path) -> None:
    """Copy, prune, list."""
    dist = package / "dist"
    shutil.rmtree(TARGET, ignore_errors=True)
    for folder in ("css", "fonts", "img/svg-icons"):
        (TARGET / folder).mkdir(parents=True)
    css = pruned((dist / "css" / "dkfds.min.css").read_text(encoding="utf-8"))
    (TARGET / "css" / "dkfds.min.css").write_text(css, encoding="utf-8")
    for name in sorted(set(re.findall(r"url\(\.\./(img/[^)]+)\)", css))):
        shutil.copyfile(dist / name, TARGET / name)
    shutil.copyfile(dist / "img" / "all-svg-icons.svg", TARGET / "img" / "all-svg-icons.svg")
    for name in WEIGHTS.values():
        shutil.copyfile(dist / FONTS / f"IBMPlexSans-{name}.woff2", TARGET / "fonts" / f"IBMPlexSans-{name}.woff2")
    shutil.copyfile(dist / FONTS / "license.txt", TARGET / "fonts" / "OFL.txt")
    shutil.copyfile(package / "LICENSE.md", TARGET / "LICENSE.md")
    write_list("dkfds", json.loads((package / "package.json").read_text())["version"], "MIT AND OFL-1.1 AND Apache-2.0",
               "https://designsystem.dk/", TARGET)


def write_list(name: str, version: str, licence: str, source: str, folder: Path) -> None:
    """Replace the package's part of VENDOR.toml by what now lies in the folder."""
    parts = re.split(r"(?m)^(?=\[\[package\]\])", LIST.read_text() if LIST.exists() else "")
    kept = [part for part in parts if f'name = "{name}"' not in part]
    files = "".join(f'"{path.relative_to(ROOT).as_posix()}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\n'
                    for path in sorted(folder.rglob("*")) if path.is_file())
    kept.append(f'[[package]]\nname = "{name}"\nversion = "{version}"\nlicence = "{licence}"\nsource = "{source}"\n'
                f"\n[package.files]\n{files}\n")
    LIST.write_text("".join(kept).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
