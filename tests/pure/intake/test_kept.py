"""A reading comes back from its bytes, findings and places included."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings, strategies as st

from sagsgang.pure.intake.kept import reading_bytes, reading_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel import messages
from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.pure.packet.findings import MESSAGES, Finding, FindingClass, Severity
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.span import Span
from tests.support.wild import KEYED

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.one_of(
    st.builds(Span, page=st.integers(1, 99), bbox=st.none() | st.tuples(*[st.integers(0, 900)] * 4)),
    st.builds(lambda a, b: Span(line_from=a, line_to=a + b), st.integers(1, 999), st.integers(0, 9)),
    st.builds(lambda p, a: Span(pointer=f"/{p}", start=a, end=a + 2), st.integers(0, 9), st.integers(0, 99)))
FINDINGS = st.builds(
    Finding, st.sampled_from(sorted(MESSAGES)), st.sampled_from(Severity), st.lists(SPANS, max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(["title", "page", "text"]), st.integers(0, 999) | TEXT, max_size=2),
    st.none() | st.sampled_from(FindingClass))


@given(KEYED, st.lists(FINDINGS, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_reading_comes_back_from_its_bytes(packet: Packet, findings: list[Finding]) -> None:
    kept = reading_of(reading_bytes(Reading(packet, tuple(findings))))
    assert canonical_packet(kept.packet) == canonical_packet(packet)
    assert reading_bytes(kept) == reading_bytes(Reading(packet, tuple(findings)))
    assert [(f.code, f.severity, f.where, f.cls) for f in kept.findings] == [
        (f.code, f.severity, f.where, f.cls) for f in findings]


def test_the_bytes_are_the_same_whatever_language_is_spoken() -> None:
    packet = Packet(None, None, None, None, None, None, "x", ())
    reading = Reading(packet, (Finding("layout-unknown", Severity.ERROR),))
    before = reading_bytes(reading)
    messages.use("da")
    try:
        assert reading_bytes(reading) == before
    finally:
        messages.use("en")
