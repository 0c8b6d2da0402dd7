"""`sagsgang import`: published papers come into the store, and, where asked for, become records and public."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sagsgang.pure.intake.media import media_type
from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.kernel.errors import InputRefused, SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.kernel.sentences import sentence

from .inputs import Input, files_of, inputs_of, read_file
from .progress import counted, say
from .store import add_home_option, has_store, open_store

HELP = N_("bring published papers into the store: staged, then in review, then accepted or rejected")
DONE, REFUSED, UNDECIDED = 0, 3, 4

_STATES = {
    "accepted": N_("accepted"), "in_review": N_("waits for a person"), "staged": N_("waits for a person"),
    "rejected": N_("was rejected"), "superseded": N_("was superseded by a later edition"), "refused": N_("refused"),
}


@dataclass(slots=True)
class Outcome:
    """What became of one file."""

    name: str
    sha256: str | None
    state: str
    #: Whether these bytes had come before.
    known: bool = False
    meeting: str | None = None
    #: The number of the meeting's release that this run made.
    released: int | None = None
    findings: Counter[str] = field(default_factory=Counter)
    open_questions: int = 0
    names_municipality: bool = True
    error: SagsgangError | None = None

    @property
    def exit_code(self) -> int:
        """3 where the file was refused, 4 where a person must decide, else 0."""
        return REFUSED if self.error else UNDECIDED if self.state in {"staged", "in_review"} else DONE

    def form(self) -> dict[str, Any]:
        """The outcome as plain JSON values."""
        return {
            "source": {"name": self.name, "sha256": self.sha256}, "state": self.state, "known": self.known,
            "meeting": self.meeting, "released": self.released, "findings": dict(sorted(self.findings.items())),
            "open_questions": self.open_questions, "names_municipality": self.names_municipality,
            "error": {"code": self.error.code, "message": sentence(self.error)} if self.error else None,
        }

    def line(self) -> str:
        """The outcome as one line for a person."""
        parts = [_(_STATES[self.state])]
        if self.error:
            parts.append(sentence(self.error))
        if self.known:
            parts.append(_("the same file came before"))
        if self.meeting:
            parts.append(self.meeting)
        for severity, words in (("error", N_("errors: {count}")), ("warning", N_("warnings: {count}"))):
            if self.findings[severity]:
                parts.append(_(words).format(count=self.findings[severity]))
        if self.open_questions:
            parts.append(_("open questions: {count}").format(count=self.open_questions))
        if not self.names_municipality:
            parts.append(_("warning: the packet names no municipality"))
        if self.released:
            parts.append(_("released as number {number}").format(number=self.released))
        return f"{self.name}: {'; '.join(parts)}"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("paths", nargs="+", metavar="FILE|FOLDER", help=_("files, or folders of files"))
    parser.add_argument("--accept", action="store_true", help=_(
        "accept packets in which the reader found no error; the others wait for a person"))
    parser.add_argument("--release", action="store_true", help=_("also make public what is accepted"))
    parser.add_argument("--format", choices=["json", "summary"], default="summary", help=_(
        "a line of words (summary) or a JSON object (json) for each file"))
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Import every file; the worst that happened is the exit code."""
    paths = files_of(args.paths)
    outcomes = None if has_store(args.home) else _all_refused(paths)
    if outcomes is None:
        open_store(args.home, create=True)
        outcomes = import_files(paths, accept=args.accept, release=args.release)
    codes = {DONE}
    for outcome in counted(outcomes, len(paths)):
        say(json.dumps(outcome.form(), ensure_ascii=False) if args.format == "json" else outcome.line())
        codes.add(outcome.exit_code)
    return REFUSED if REFUSED in codes else max(codes)


def _all_refused(paths: list[Any]) -> Iterator[Outcome] | None:
    """Before the first import: what is said where nothing can be taken, so that no store is made; else None."""
    refused = []
    for found in map(read_file, paths):
        if found.reading and found.reading.packet.layout is None:
            found = replace(found, error=InputRefused("layout-unknown", name=found.name))
        if not found.error:
            return None
        refused.append(Outcome(found.name, found.sha256, "refused", error=found.error))
    return iter(refused)


def import_files(paths: list[Any], *, accept: bool, release: bool) -> Iterator[Outcome]:
    """Import files into the opened store, one after the other; what an earlier, killed run left is completed first."""
    from sagsgang.procedures.publish_releases import publish_releases
    from sagsgang.records.imports import queries

    publish_releases()
    for found in inputs_of(paths, lambda digest: queries.staged(digest) is not None):
        yield _import(found, accept, release)
    publish_releases()


def _import(found: Input, accept: bool, release: bool) -> Outcome:
    if found.error:
        return Outcome(found.name, found.sha256, "refused", error=found.error)
    try:
        return _stage(found, accept, release)
    except SagsgangError as error:
        return Outcome(found.name, found.sha256, "refused", error=error)


def _stage(found: Input, accept: bool, release: bool) -> Outcome:
    from sagsgang.procedures.release_meeting import release_meeting
    from sagsgang.procedures.settle_import import settle_import
    from sagsgang.procedures.stage_import import stage_import
    from sagsgang.records.imports import queries

    source, reading = found.sha256 or "", found.reading
    at = datetime.now(UTC)
    if reading:
        data = found.path.read_bytes()
        stage_import(data, source=source, name=found.name, media_type=media_type(data), reading=reading, actor=CLI,
                     at=at)
    packet = settle_import(source, accept=accept, actor=CLI, at=at)
    kept = reading or queries.reading(source)
    outcome = Outcome(
        found.name, source, packet.state, packet.arrived_at != at, packet.meeting_key,
        findings=Counter(finding.severity.value for finding in kept.findings), open_questions=packet.open_questions,
        names_municipality=kept.packet.municipality is not None)
    if release and packet.state == "accepted" and packet.meeting_key:
        try:
            made = release_meeting(packet.meeting_key, actor=CLI, at=datetime.now(UTC))
            outcome.released = made.sequence if made else None
        except SagsgangError as error:
            outcome.error = error
    return outcome
