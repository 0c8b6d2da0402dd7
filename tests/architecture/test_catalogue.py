"""The Danish catalogue is complete, and migrations say what the models say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src" / "sagsgang" / "locale" / "da" / "LC_MESSAGES" / "django.po"


def test_every_sentence_has_a_danish_one(tmp_path: Path) -> None:
    """Extract anew and merge: nothing untranslated, nothing fuzzy, nothing that nobody says any more."""
    assert shutil.which("xgettext"), "the gettext tools are missing: tools/system_packages.sh installs them"
    copy = tmp_path / "sagsgang"
    shutil.copytree(ROOT / "src" / "sagsgang", copy,
                    ignore=shutil.ignore_patterns("static", "fonts", "__pycache__", "*.mo"))
    subprocess.run([sys.executable, ROOT / "tools" / "catalogue.py", copy], check=True, capture_output=True)
    merged = (copy / "locale" / "da" / "LC_MESSAGES" / "django.po").read_text()
    untranslated = re.findall(r'^msgid (".*"(?:\n".*")*)\n(?:msgid_plural .*\n)?msgstr(?:\[\d\])? ""\n(?!")', merged,
                              re.MULTILINE)
    assert [m for m in untranslated if m != '""'] == []
    assert "#, fuzzy" not in merged
    kept = set(re.findall(r'^msgid ((?:".*"\n)+)', CATALOGUE.read_text(), re.MULTILINE))
    said = set(re.findall(r'^msgid ((?:".*"\n)+)', merged, re.MULTILINE))
    assert kept - said == set()


@pytest.mark.django_db(databases=["default", "open"])
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()
