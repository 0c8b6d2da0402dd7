"""`sagsgang demo`: a store of its own with the meetings of the demo, printed, read back and served."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.kernel.files import digest_of
from sagsgang.pure.kernel.messages import N_, _

from .demo_preparation import about_preparation, password_of, prepare_demo
from .import_command import import_files
from .progress import say
from .serve_command import add_serving_options, serve
from .store import open_store

HELP = N_("make a store with demo meetings and serve it; a second time it keeps the data")
DONE, WRONG_USE = 0, 2
_DATA = resources.files("sagsgang") / "demo"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_serving_options(parser)
    parser.add_argument("--no-serve", action="store_true", help=_("make the store and stop"))
    parser.add_argument("--home", metavar="DIR", default="var/demo", help=_("the folder of the demo (var/demo)"))


def run(args: argparse.Namespace) -> int:
    """Make what is missing of the demo, then serve it."""
    home = Path(args.home)
    if (home / "internal.sqlite3").exists() and not (home / "demo").is_dir():
        print(_("{home} is the store of somebody else; name a folder of the demo's own.").format(home=home),
              file=sys.stderr)
        return WRONG_USE
    # The demo never lives in a server's databases, and its mails go to nobody.
    for name in ("SAGSGANG_INTERNAL_DB", "SAGSGANG_OPEN_DB", "SAGSGANG_MAIL_HOST"):
        os.environ.pop(name, None)
    # Its passwords stand on the screen, for whoever looks around: a second factor would guard nothing.
    os.environ.setdefault("SAGSGANG_REQUIRE_MFA", "0")
    (home / "demo").mkdir(parents=True, exist_ok=True)
    open_store(args.home, create=True)
    about = tomllib.loads((_DATA / "municipality.toml").read_text(encoding="utf-8"))
    if code := _fill(home, about):
        return code
    if args.no_serve:
        _tell_logins(about)
        return DONE
    return serve(args, lambda: _tell_logins(about))


def _fill(home: Path, about: dict[str, Any]) -> int:
    """Statement, logins and meetings; what is there already is left alone."""
    from sagsgang.procedures.publish_site_statement import publish_site_statement
    from sagsgang.records.openstore.services import MunicipalityStatement
    from sagsgang.records.organisation.services import create_user

    now = datetime.now(UTC)
    said = {name: value.strip() for name, value in about.items() if isinstance(value, str)}
    publish_site_statement(MunicipalityStatement(**said), actor=CLI, at=now)
    for login in about["logins"]:
        try:
            create_user(username=login["username"], password=login["password"], full_name=login.get("name", ""),
                        roles=login["roles"], actor=CLI, at=now)
        except Conflict as error:
            if error.code != "username-taken":
                raise
    code = DONE
    for outcome in import_files(_printed(home), accept=True, release=True):
        if outcome.released or outcome.exit_code:
            say(outcome.line())
        code = max(code, outcome.exit_code)
    prepare_demo()
    return code


def _printed(home: Path) -> list[Path]:
    """The demo's packets as PDFs of our own writer, each printed once."""
    packets = sorted((file for file in (_DATA / "packets").iterdir() if file.name.endswith(".json")),
                     key=lambda file: file.name)
    texts = [file.read_bytes() for file in packets]
    # Another version of the demo is printed anew, beside the former one.
    folder = home / "demo" / digest_of(b"".join(texts))[:12]
    folder.mkdir(exist_ok=True)
    names = [Path(file.name).with_suffix(".pdf") for file in packets]
    return [_print(text, folder / name) for name, text in zip(names, texts, strict=True)]


def _print(text: bytes, path: Path) -> Path:
    if not path.exists():
        from sagsgang.pure.packet.form import packet_of
        from sagsgang.pure.render.pdf import pdf_of

        part = path.with_suffix(".part")
        part.write_bytes(pdf_of(packet_of(json.loads(text))))
        part.replace(path)
    return path


def _tell_logins(about: dict[str, Any]) -> None:
    print(_("Log in to the workspace as:"))
    for login in about["logins"]:
        print(f"  {login['username']} / {login['password']}  ({', '.join(login['roles'])})", flush=True)
    for one in about_preparation()["people"]:
        print(f"  {one['username']} / {password_of(one['username'])}  ({one['name']})", flush=True)
