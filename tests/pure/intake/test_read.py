"""The one way in: the bytes choose the reader, and hostile bytes are refused in bounded time with a sentence."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.intake import json_bytes
from sagsgang.pure.intake.read import MAX_BYTES, read
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.sentences import SENTENCES, sentence
from sagsgang.pure.packet.findings import Severity

FIXTURES = Path(__file__).parents[2] / "fixtures" / "firstagenda"
MINUTES = (FIXTURES / "minutes.json").read_bytes()


def refused(data: bytes, name: str = "x") -> str:
    started = time.perf_counter()
    with pytest.raises(InputRefused) as error:
        read(data, name)
    assert time.perf_counter() - started < 20
    assert error.value.code in SENTENCES
    assert sentence(error.value) != error.value.code
    return error.value.code


def codes(data: bytes, name: str = "x") -> list[str]:
    return [finding.code for finding in read(data, name).findings]


# ------------------------------------------------------------------ which reader
def test_a_firstagenda_meeting_is_known_by_its_bytes_whatever_its_name() -> None:
    assert read(MINUTES, "brev.pdf").packet.layout == "firstagenda-json"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_in_every_encoding_that_json_may_have_is_the_same_packet(encoding: str) -> None:
    assert read(MINUTES.decode().encode(encoding), "x").packet == read(MINUTES, "x").packet


def test_a_packet_in_our_own_form_is_read_back_with_layout_spans_and_findings() -> None:
    reading = read(MINUTES, "x")
    again = read(json.dumps(reading.form(), ensure_ascii=False).encode(), "y")
    assert again.packet == reading.packet
    assert again.findings == reading.findings


@pytest.mark.parametrize("change", [
    {"items": 7}, {"items": [{"title": "x"}]}, {"meeting_date": "i morgen"}, {"edition": "udkast"},
    {"findings": [{"code": "line-unplaced"}]},
    {"findings": [{"code": "line-unplaced", "severity": "info", "places": []}]},
    {"committee": 7}, {"items": [{"number": 1, "title": "x", "sections": [], "decisions": [], "annexes": []}]},
    {"items": [{"number": "1", "title": ["x"], "sections": [], "decisions": [], "annexes": []}]},
    {"items": [{"number": "1", "title": "x", "sections": [], "decisions": [], "annexes": [], "absent": [3]}]},
    {"items": [{"number": "1", "title": "x", "decisions": [], "annexes": [],
                "sections": [{"label": "x", "blocks": [{"type": "paragraph", "text": 5}]}]}]},
])
def test_a_packet_form_that_is_none_is_refused(change: dict[str, object]) -> None:
    form = read(MINUTES, "x").form() | change
    assert refused(json.dumps(form).encode()) == "not-a-packet-form"


@pytest.mark.parametrize("data", [
    b'{"a": 1}', b"[1, 2]", b"En tekst\nsom ingen kender\n", b"<html><body><p>Hej</p></body></html>"])
def test_an_unknown_layout_gives_the_plain_text_and_an_error_finding(data: bytes) -> None:
    reading = read(data, "x")
    assert reading.packet.layout is None
    assert reading.packet.items == ()
    (body,) = reading.packet.annex_bodies
    assert body.label is None
    assert body.text
    assert reading.has_error


def test_unknown_html_is_read_as_blocks_not_as_markup() -> None:
    data = b"<!DOCTYPE html><html><script>x</script><h1>Dagsorden</h1><p>Punkt 1</p></html>"
    (body,) = read(data, "x").packet.annex_bodies
    assert body.text == "Dagsorden\nPunkt 1"


# ------------------------------------------------------------------ encodings
def test_text_in_utf_16_without_a_mark_is_read() -> None:
    (body,) = read("Møde på rådhuset\nkl. 16".encode("utf-16-le"), "x").packet.annex_bodies
    assert body.text == "Møde på rådhuset\nkl. 16"


def test_an_old_encoding_is_assumed_with_a_finding() -> None:
    data = "Møde på “rådhuset”".encode("cp1252")
    assert read(data, "x").packet.annex_bodies[0].text == "Møde på “rådhuset”"
    assert "encoding-assumed" in codes(data)


def test_a_few_signs_that_no_text_can_hold_are_replaced_and_counted() -> None:
    data = ("Dagsorden for mødet\n" * 200).encode() + b"\x00\x01"
    (finding,) = [f for f in read(data, "x").findings if f.code == "broken-characters"]
    assert finding.args == {"count": 2}
    assert finding.severity is Severity.WARNING


def test_escaped_noughts_and_half_pairs_in_json_are_replaced_in_place() -> None:
    data = MINUTES.replace(b"Underskriftsark", b"Under\\u0000skrifts\\ud83dark", 1)
    reading = read(data, "x")
    assert reading.packet.items[4].title == "Under\ufffdskrifts\ufffdark"
    assert reading.findings[-1].args == {"count": 2}
    json.dumps(reading.form(), ensure_ascii=False).encode()


# ------------------------------------------------------------------ hostile bytes
@pytest.mark.parametrize(("data", "code"), [
    (b"", "form-unknown"), (b"   \n", "form-unknown"), (b"\x00" * 5000, "form-unknown"),
    (bytes(range(256)) * 40, "form-unknown"), (b"PK\x03\x04" + bytes(range(256)) * 8, "form-unknown"),
    (MINUTES[: len(MINUTES) // 2], "json-damaged"), (MINUTES + b"}", "json-damaged"),
    (b"{" + b'"a":' * 3, "json-damaged"), (b'{"a": NaN}', "json-damaged-number"),
    (b'{"a": -Infinity}', "json-damaged-number"), (b'{"a": ' + b"9" * 5000 + b"}", "json-damaged"),
    (b'{"a": "\x00"}', "json-damaged"), (b'{"a": 1, "b": {"c": 1, "c": 2}}', "json-duplicate-key"),
    (b'{"a": "K\xf8b"}', "json-encoding"), (MINUTES.decode().encode("latin-1"), "json-encoding"),
    (b"[" * 200_000, "json-too-deep"), (b'{"a":' * 200_000, "json-too-deep"),
    (b"[" * 100_000 + b"]" * 100_000, "json-too-deep"), (b"[" * 3_000_000, "json-too-many-parts"),
    (b'{"a": "' + b"<p>" * 2_100_000 + b'"}', "json-too-many-parts"),
    (b"<html>" + b"<div>" * 200_000, "html-too-deep"), (b"<html>" + b"<p>" * 1_100_000, "html-too-many-parts"),
    (b"%PDF-1.7\n%%EOF", None), (b"%PDF-1.7\n" + b"\x00" * 10_000, None),
], ids=lambda value: value if isinstance(value, str) else "")
def test_hostile_bytes_are_refused_with_a_sentence(data: bytes, code: str | None) -> None:
    assert refused(data) == code or (code is None and refused(data).startswith(("pdf-", "jail-")))


def test_too_many_bytes_are_refused_before_they_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagsgang.pure.intake.read.MAX_BYTES", 1000)
    assert refused(b"x" * 1001) == "too-large"
    monkeypatch.setattr(json_bytes, "MAX_JSON_BYTES", 500)
    assert refused(b"{" + b" " * 600) == "too-large"
    assert MAX_BYTES <= 200 * 1024 * 1024


def test_a_text_layer_longer_than_a_meetings_is_refused_but_not_html(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagsgang.pure.intake.read.MAX_TEXT_BYTES", 1000)
    assert refused(b"a line\n" * 200) == "too-large"
    assert read(b"<html><body>" + b"<p>a line</p>" * 200, "a.html").packet.layout is None


def test_a_field_nested_two_hundred_thousand_deep_is_refused() -> None:
    value = json.loads(MINUTES)
    value["Dagsordenpunkter"][0]["Felter"][0]["Html"] = "<div>" * 200_000 + "x"
    assert refused(json.dumps(value).encode()) == "html-too-deep"


def test_our_own_form_nested_too_deep_is_refused() -> None:
    form = json.dumps(read(MINUTES, "x").form())
    deep = '{"type": "list", "ordered": false, "where": [], "entries": [[' * 300 + "]]}" * 300
    section = '{"label": "x", "kind": null, "where": [], "blocks": [' + deep + "]}"
    data = form.replace('"sections": [', '"sections": [' + section + ",", 1).encode()
    assert refused(data) in {"json-too-deep", "not-a-packet-form"}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_meetings_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(MINUTES) - 1))
    length = data.draw(st.integers(0, 40))
    damaged = MINUTES[:at] + data.draw(st.binary(max_size=6)) + MINUTES[at + length:]
    with contextlib.suppress(InputRefused):
        read(damaged, "x").form()


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=6) | st.just(0.5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_meeting_with_any_value_anywhere_is_read(data: st.DataObject) -> None:
    value = json.loads(MINUTES)
    node, key = value, data.draw(st.sampled_from(sorted(value)))
    for _ in range(data.draw(st.integers(0, 4))):
        child = node[key]
        if isinstance(child, dict) and child:
            node, key = child, data.draw(st.sampled_from(sorted(child)))
        elif isinstance(child, list) and child:
            node, key = child, data.draw(st.integers(0, len(child) - 1))
    node[key] = data.draw(_VALUES)
    reading = read(json.dumps(value).encode(), "x")
    json.dumps(reading.form())
