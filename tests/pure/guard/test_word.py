"""What a Word file hides: each kind is found with its words, clean files are not blamed, and choices are done."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from sagsgang.pure.guard import word_parts
from sagsgang.pure.guard.hidden import Hidden
from sagsgang.pure.guard.word import hidden_in_word, settled_word
from sagsgang.pure.kernel.errors import InputRefused, Refusal

from ...support import word_files as make

TRACKED = 'w:id="9" w:author="En anden" w:date="2026-01-05T10:00:00Z"'
SECRET = "Det skjulte ord"


def marked(look: str) -> bytes:
    return make.saved(make.with_runs(make.run(SECRET, look)))


def tracked(tag: str, kind: str = "t", text: str = SECRET) -> str:
    return f"<w:{tag} {TRACKED}>{make.run(text, kind=kind)}</w:{tag}>"


def by_style(kind: WD_STYLE_TYPE) -> Callable[[], bytes]:
    def build() -> bytes:
        document = make.with_runs()
        base = document.styles.add_style("Grund", kind)
        base.font.hidden = True
        style = document.styles.add_style("Skjult", kind)
        style.base_style = base
        if kind == WD_STYLE_TYPE.PARAGRAPH:
            document.add_paragraph(SECRET, style="Skjult")
        else:
            document.paragraphs[0].add_run(SECRET, style="Skjult")
        return make.saved(document)
    return build


def commented() -> bytes:
    document = make.with_runs()
    document.add_comment(document.paragraphs[0].runs, text=SECRET, author="En anden", initials="EA")
    return make.saved(document)


def pictured() -> bytes:
    return make.saved(make.with_runs(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Billede" descr="{SECRET}"/></wp:inline></w:drawing></w:r>'))


def shaded_cell(fill: str, colour: str, style: str | None = None) -> Callable[[], bytes]:
    def build() -> bytes:
        document = make.with_runs()
        table = document.add_table(rows=2, cols=1)
        if style:
            table.style = style
        cell = table.cell(0, 0)
        cell.text = SECRET
        if fill:
            cell._tc.get_or_add_tcPr().append(
                make.parse_xml(f'<w:shd {make.SPACES} w:val="clear" w:color="auto" w:fill="{fill}"/>'))
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(colour)
        return make.saved(document)
    return build


def boxed(look: str = "") -> bytes:
    """A text box as Word writes it: twice, for newer and for older readers."""
    inner = f"<w:txbxContent><w:p>{make.run(SECRET, look)}</w:p></w:txbxContent>"
    return make.saved(make.with_runs(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Felt"/>'
        f"<wps:txbx>{inner}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))


def noted(look: str) -> bytes:
    body = (f'<?xml version="1.0"?><w:footnotes {make.SPACES}><w:footnote w:id="1"><w:p>{make.run(SECRET, look)}</w:p>'
            "</w:footnote></w:footnotes>")
    return make.saved(make.with_runs(), make.related("footnotes", "footnotes.xml", content=body.encode()))


def footed(hidden: bool) -> bytes:
    document = make.with_runs()
    words = document.sections[0].footer.paragraphs[0].add_run(SECRET)
    words.font.hidden = hidden
    return make.saved(document)


def described() -> bytes:
    document = make.with_runs()
    document.core_properties.comments = SECRET
    return make.saved(document)


def strict() -> bytes:
    """The strict form of the standard, whose names lie in another place."""
    return make.edited(marked("<w:vanish/>"), make.replaced(
        "word/document.xml", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main"))


def elsewhere() -> bytes:
    """The text in a part of another name, as web versions of Word write it."""
    def move(parts: dict[str, bytes]) -> None:
        parts["word/document2.xml"] = parts.pop("word/document.xml")
        parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
        for name in ("_rels/.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    return make.edited(marked("<w:vanish/>"), move)


HIDING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a hidden run": ("hidden", lambda: marked("<w:vanish/>")),
    "hidden by a character style that is based on a hidden one": ("hidden", by_style(WD_STYLE_TYPE.CHARACTER)),
    "hidden by a paragraph style that is based on a hidden one": ("hidden", by_style(WD_STYLE_TYPE.PARAGRAPH)),
    "hidden in a text box": ("hidden", lambda: boxed("<w:vanish/>")),
    "hidden in a footnote": ("hidden", lambda: noted("<w:vanish/>")),
    "hidden in a strict file": ("hidden", strict),
    "hidden in a part of another name": ("hidden", elsewhere),
    "one point tall": ("tiny", lambda: marked('<w:sz w:val="2"/>')),
    "white on white": ("white", lambda: marked('<w:color w:val="FFFFFF"/>')),
    "nearly white": ("white", lambda: marked('<w:color w:val="FDFDFD"/>')),
    "white by the theme": ("white", lambda: marked('<w:color w:val="auto" w:themeColor="background1"/>')),
    "white on a white shade": ("white", lambda: marked(
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>')),
    "black on black": ("covered", lambda: marked('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    "under a black marker": ("covered", lambda: marked('<w:highlight w:val="black"/>')),
    "dark in a dark cell": ("covered", shaded_cell("1F3864", "1F3864")),
    "deleted by a tracked change": ("deleted", lambda: make.saved(make.with_runs(tracked("del", "delText")))),
    "moved away by a tracked change": ("deleted", lambda: make.saved(make.with_runs(tracked("moveFrom")))),
    "inserted by a tracked change": ("inserted", lambda: make.saved(make.with_runs(tracked("ins")))),
    "moved here by a tracked change": ("inserted", lambda: make.saved(make.with_runs(tracked("moveTo")))),
    "a comment": ("comment", commented),
    "the description of a picture": ("alt-text", pictured),
    "hidden in the footer": ("margin-hidden", lambda: footed(True)),
    "the footer": ("margin", lambda: footed(False)),
    "a remark about the file": ("property", described),
}


@pytest.mark.parametrize("name", HIDING)
def test_each_kind_of_hidden_words_is_found_with_its_words_and_nothing_else(name: str) -> None:
    kind, build = HIDING[name]
    assert [(piece.kind, piece.text) for piece in hidden_in_word(build())] == [(kind, SECRET)]


def test_words_beyond_the_sheet_are_found() -> None:
    document = make.with_runs()
    far = document.add_paragraph(SECRET)
    far.paragraph_format.left_indent = Pt(900)
    assert hidden_in_word(make.saved(document)) == (Hidden(0, "off-page", SECRET),)


@pytest.mark.parametrize(("kind", "target", "external", "found"), [
    ("oleObject", "embeddings/oleObject1.bin", False, ("embedded", "oleObject1.bin")),
    ("package", "embeddings/Regneark.xlsx", False, ("embedded", "Regneark.xlsx")),
    ("aFChunk", "afchunk.htm", False, ("embedded", "afchunk.htm")),
    ("vbaProject", "vbaProject.bin", False, ("embedded", "vbaProject.bin")),
    ("image", "https://example.dk/spor.png", True, ("external", "https://example.dk/spor.png")),
    ("attachedTemplate", "file:///s:/skabelon.dotx", True, ("external", "file:///s:/skabelon.dotx")),
])
def test_what_lies_in_the_file_or_elsewhere_is_told(kind: str, target: str, external: bool,
                                                    found: tuple[str, str]) -> None:
    content = None if external else b"x"
    data = make.saved(make.with_runs(), make.related(kind, target, external=external, content=content))
    assert [(piece.kind, piece.text) for piece in hidden_in_word(data)] == [found]


def plain() -> Document:
    document = make.new()
    document.add_heading("Sprogundervisning", 1)
    document.add_paragraph("Udvalget behandler sagen.")
    return document


def listed() -> Document:
    document = plain()
    document.add_paragraph("et", style="List Bullet")
    document.add_paragraph("to", style="List Number")
    return document


def with_table(style: str | None = None) -> Document:
    document = plain()
    table = document.add_table(rows=2, cols=2, style=style)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "År", "Beløb", "2027"
    return document


def switched_off() -> bytes:
    """A style hides, and the run says that it is shown."""
    document = make.with_runs()
    document.styles.add_style("Skjult", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    words = document.paragraphs[0].add_run("vises", style="Skjult")
    words.font.hidden = False
    return make.saved(document)


def linked() -> bytes:
    return make.saved(plain(), make.related("hyperlink", "https://example.dk/", external=True))


def white_in_dark_style() -> bytes:
    return shaded_cell("", "FFFFFF", "Medium Shading 1 Accent 1")()


CLEAN: dict[str, Callable[[], bytes]] = {
    "a heading and a paragraph": lambda: make.saved(plain()),
    "lists": lambda: make.saved(listed()),
    "a table": lambda: make.saved(with_table()),
    "a table in a dark style": lambda: make.saved(with_table("Medium Shading 1 Accent 1")),
    "white words in a dark cell": shaded_cell("1F3864", "FFFFFF"),
    "white words in a table of a dark style": white_in_dark_style,
    "white words on a dark shade": lambda: marked('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="002060"/>'),
    "grey words": lambda: marked('<w:color w:val="808080"/>'),
    "small print": lambda: marked('<w:sz w:val="14"/>'),
    "a yellow marker": lambda: marked('<w:highlight w:val="yellow"/>'),
    "hiding switched off": switched_off,
    "hidden on web pages only": lambda: marked("<w:webHidden/>"),
    "struck through": lambda: marked("<w:strike/>"),
    "a link": linked,
    "a text box": boxed,
    "a footnote": lambda: noted(""),
    "an empty tracked paragraph mark": lambda: make.saved(make.with_runs(f"<w:ins {TRACKED}/>")),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_file_is_not_blamed(name: str) -> None:
    assert hidden_in_word(CLEAN[name]()) == ()


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    return "".join(re.findall(r"<\w+:t(?: [^>]*)?>([^<]*)<", document))


@pytest.mark.parametrize("name", [name for name, (kind, _build) in HIDING.items()
                                  if kind in {"hidden", "tiny", "white", "covered", "deleted", "inserted"}
                                  and "another name" not in name and "footnote" not in name and "box" not in name])
def test_a_piece_that_is_kept_is_plain_text_and_one_left_out_is_gone(name: str) -> None:
    data = HIDING[name][1]()
    kept, out = settled_word(data, {0: True}), settled_word(data, {0: False})
    assert SECRET in text_of(kept)
    assert SECRET not in text_of(out)
    assert "Synligt." in text_of(out)
    assert hidden_in_word(kept) == hidden_in_word(out) == ()


@pytest.mark.parametrize("choices", [{}, {1: True}])
def test_a_piece_that_nobody_chose_about_is_refused(choices: dict[int, bool]) -> None:
    with pytest.raises(Refusal, match="hidden-unsettled"):
        settled_word(marked("<w:vanish/>"), choices)


def test_what_an_insertion_hides_or_deletes_again_is_settled_by_itself() -> None:
    inner = make.run("indsat ") + make.run("skjult ", "<w:vanish/>") + tracked("del", "delText", "slettet")
    data = make.saved(make.with_runs(f"<w:ins {TRACKED}>{inner}</w:ins>"))
    assert [(piece.kind, piece.text) for piece in hidden_in_word(data)] == [
        ("hidden", "skjult"), ("deleted", "slettet"), ("inserted", "indsat")]
    assert text_of(settled_word(data, {0: False, 1: False, 2: True})) == "Synligt. indsat  Mere."
    assert text_of(settled_word(data, {0: True, 1: True, 2: True})) == "Synligt. indsat skjult slettet Mere."
    assert text_of(settled_word(data, {0: True, 1: True, 2: False})) == "Synligt.  Mere."


@pytest.mark.parametrize(("mark", "kind", "keep", "rows"), [
    ("del", "delText", True, 2), ("del", "delText", False, 1), ("ins", "t", True, 2), ("ins", "t", False, 1)])
def test_a_tracked_row_stays_with_its_words_and_goes_with_them(mark: str, kind: str, keep: bool, rows: int) -> None:
    document = make.new()
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text = "bliver"
    table.rows[1]._tr.get_or_add_trPr().append(make.parse_xml(f"<w:{mark} {make.SPACES} {TRACKED}/>"))
    make.put(table.cell(1, 0).paragraphs[0], tracked(mark, kind))
    settled = settled_word(make.saved(document), {0: keep})
    with zipfile.ZipFile(io.BytesIO(settled)) as archive:
        tree = make.parse_xml(archive.read("word/document.xml"))
    namespace = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    assert len(tree.findall(".//w:tr", namespace)) == rows
    assert not tree.findall(f".//w:trPr/w:{mark}", namespace)


def with_part(name: str, content: bytes) -> bytes:
    return make.edited(make.saved(plain()), lambda parts: parts.update({name: content}))


ENTITY = '<?xml version="1.0" encoding="{}"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "no archive": lambda: b"Det er ikke en Word-fil.",
    "nothing": lambda: b"",
    "an archive without a text": lambda: make.zipped({"a.txt": b"x"}),
    "a damaged text": lambda: with_part("word/document.xml", b"<w:document"),
    "a cut archive": lambda: make.saved(plain())[:-200],
    "a document type": lambda: with_part("word/document.xml", ENTITY.format("utf-8").encode()),
    "a document type in another encoding": lambda: with_part(
        "word/settings.xml", ENTITY.format("utf-16").encode("utf-16")),
    "a document type far down": lambda: with_part(
        "word/styles.xml", b"<?xml version='1.0'?><!--" + b"x" * 9000 + b"--><!DOCTYPE w><w/>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_word_file_or_a_hostile_one_is_refused(name: str) -> None:
    with pytest.raises(InputRefused, match="word-damaged"):
        hidden_in_word(HOSTILE[name]())


def test_an_archive_that_swells_is_refused_by_its_real_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_parts, "MAX_BYTES", 1_000_000)
    with pytest.raises(InputRefused, match="word-damaged"):
        hidden_in_word(with_part("word/media/stor.bin", bytes(2_000_000)))


def test_an_archive_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_parts, "MAX_PARTS", 3)
    with pytest.raises(InputRefused, match="word-damaged"):
        hidden_in_word(make.saved(plain()))


def test_flipped_bytes_are_refused_or_read_and_never_anything_else() -> None:
    data = marked("<w:vanish/>")
    for place in range(0, len(data), max(1, len(data) // 60)):
        broken = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1:]
        with suppress(InputRefused):
            assert all(piece.text for piece in hidden_in_word(broken))
