"""What a reader returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..packet.findings import Finding, Severity
from ..packet.form import finding_form, form_of
from ..packet.model import Packet


@dataclass(frozen=True, slots=True)
class Reading:
    """A packet and what the reader noticed. `packet.layout` is None when the layout was not recognised."""

    packet: Packet
    findings: tuple[Finding, ...] = ()

    @property
    def has_error(self) -> bool:
        """Whether a meeting or an item could not be read: such a packet waits for a person."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def form(self) -> dict[str, Any]:
        """The packet form with its findings, as `sagsgang read --format json` prints it."""
        return form_of(self.packet) | {"findings": [finding_form(finding) for finding in self.findings]}
