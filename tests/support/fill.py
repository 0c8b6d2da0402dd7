"""A home with the made-up meetings published in it, made by its own process: `python -m tests.support.fill HOME`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(home: Path) -> None:
    """Make the public store of `home` and its search index."""
    os.environ |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.public"}
    os.environ.pop("SAGSGANG_OPEN_DB", None)
    import django

    django.setup()
    publish_all()


def publish_all() -> None:
    """Publish every made-up meeting in the store that the settings name, one of them twice, and index them."""
    from django.core.management import call_command

    from sagsgang.records.openstore.search import rebuild_index
    from sagsgang.records.openstore.services import publish_municipality
    from tests.support.meetings import SITE, committee_minutes, crowd, shortened
    from tests.support.publicsite import meetings, publish

    call_command("migrate", database="open", verbosity=0)
    publish_municipality(SITE)
    publish(*meetings(), *crowd(), shortened(committee_minutes(), long_ago=True))
    publish(shortened(committee_minutes(), long_ago=True, items=2), sequence=2)
    rebuild_index()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
