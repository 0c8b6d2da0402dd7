"""What has been released and stated is copied into the public store: at each release, at start, and by verify."""

from __future__ import annotations

import json
from dataclasses import asdict

from sagsgang.records.openstore import queries as openstore
from sagsgang.records.openstore.search import update_index
from sagsgang.records.openstore.services import (
    MunicipalityStatement,
    ReleaseStatement,
    project_release,
    publish_municipality,
    remove_superseded_files,
)
from sagsgang.records.organisation.queries import municipality
from sagsgang.records.publication import queries as publication


def publish_releases() -> tuple[str, ...]:
    """Copy every release that is not public yet, say whose site it is, and bring the index up.

    Returns the ids of the releases that were missing. Doing it again changes nothing.
    """
    missing = []
    for release in publication.releases(without=openstore.release_ids()):
        project_release(statement_of(release))
        missing.append(release.release_id)
    remove_superseded_files()
    if (stated := site_statement()) and shown_statement() != stated:
        publish_municipality(stated)
    if openstore.release_ids():
        update_index()
    return tuple(missing)


def statement_of(release: publication.ReleaseView) -> ReleaseStatement:
    """What the public store is told of a release."""
    named = municipality()
    return ReleaseStatement(
        release_id=release.release_id, meeting_key=release.meeting_key, edition=release.edition,
        sequence=release.sequence, released_at=release.released_at, packet_bytes=release.packet_bytes,
        sha256=release.sha256, pdf_bytes=publication.pdf_file(release.pdf_sha256).read_bytes(),
        pdf_sha256=release.pdf_sha256, supersedes=release.supersedes, municipality=named.name if named else "")


def site_statement() -> MunicipalityStatement | None:
    """What the municipality last said about itself, its bare name where it said nothing; None where it has none."""
    if data := publication.latest_site_statement():
        return MunicipalityStatement(**json.loads(data))
    named = municipality()
    return MunicipalityStatement(name=named.name) if named else None


def shown_statement() -> MunicipalityStatement | None:
    """What the public site says about itself now; None where nothing is public yet."""
    site = openstore.site()
    return MunicipalityStatement(**asdict(site)) if site else None
