"""`sagsgang serve`: the public site, the workspace, and the work in the background, each a process of its own."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from sagsgang.pure.kernel.messages import N_, _

from .servers import Helper, Server, run_until_stopped
from .store import add_home_option, open_store

HELP = N_("serve the public site and the workspace")
DONE, WRONG_USE, FAILED = 0, 2, 1
#: What the public process has no credential for, it does not know of in its environment either.
_CREDENTIALS = frozenset({"SAGSGANG_INTERNAL_DB", "SAGSGANG_MAIL_USER", "SAGSGANG_MAIL_PASSWORD"})


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_serving_options(parser)
    add_home_option(parser)


def add_serving_options(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help=_(
        "the address to listen on; SAGSGANG_HOSTS lists the names that are answered to"))
    parser.add_argument("--public-port", type=int, default=8000, metavar="PORT", help=_(
        "the public site's port (8000)"))
    parser.add_argument("--workspace-port", type=int, default=8001, metavar="PORT", help=_(
        "the workspace's port (8001)"))
    parser.add_argument("--public-only", action="store_true", help=_("serve no workspace"))


def run(args: argparse.Namespace) -> int:
    """Complete what a killed run left, then serve until stopped."""
    open_store(args.home)
    return serve(args, lambda: None)


def serve(args: argparse.Namespace, ready: Callable[[], None]) -> int:
    """Serve the opened store; `ready` is called after the addresses have been told."""
    from django.db import connections

    from sagsgang.procedures.publish_releases import publish_releases

    public = Server("public", args.host, args.public_port, _CREDENTIALS)
    workspace = Server("workspace", args.host, args.workspace_port)
    # What was released is a link away from the workspace; behind a proxy somebody else says where.
    os.environ.setdefault("SAGSGANG_PUBLIC_ADDRESS", public.address)
    os.environ.setdefault("SAGSGANG_WORKSPACE_ADDRESS", workspace.address)
    servers = [public] if args.public_only else [public, workspace]
    helpers = [] if args.public_only else [Helper("jobs", "work", "--clock")]
    for server in servers:
        if not server.is_free():
            print(_("Port {port} is in use; choose another one (--public-port, --workspace-port).").format(
                port=server.port), file=sys.stderr)
            return WRONG_USE
    publish_releases()
    connections.close_all()

    def tell() -> None:
        print(_("Public site: {address}").format(address=public.address))
        if workspace in servers:
            print(_("Workspace: {address}").format(address=workspace.address))
        ready()
        print(_("Stop with Ctrl-C."), flush=True)

    if run_until_stopped(servers, tell, helpers):
        return DONE
    print(_("A server ended by itself; see its last lines above."), file=sys.stderr)
    return FAILED
