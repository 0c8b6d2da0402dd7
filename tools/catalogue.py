"""Bring the Danish catalogue up to date with the sentences in the sources: `python tools/catalogue.py [FOLDER]`.

FOLDER is the package (default: src/sagsgang). What is new stands there untranslated, what nobody says any more is gone.
Django's own command does the work; it only has to be told that `N_` marks a sentence too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line
from django.core.management.commands import makemessages


def main(folder: Path) -> None:
    """Extract and merge in `folder`."""
    makemessages.Command.xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=N_"]
    os.chdir(folder)
    execute_from_command_line(["django-admin", "makemessages", "--locale", "da", "--extension", "py,html,txt",
                               "--no-obsolete", "--no-location", "--ignore", "static/*", "--ignore", "fonts/*",
                               "--verbosity", "0"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "src" / "sagsgang")
