"""The parts of a Word file, read within limits, and those that hold text.

No document type is accepted, whatever its encoding, and the archive's real sizes are counted while it is read: nothing
in it can grow or reach outside. Which parts hold text is told by what they are, not by their names, since a reader
finds them by references that may point anywhere.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ..kernel.errors import InputRefused
from .word_looks import W

MAX_PARTS = 5_000
MAX_BYTES = 300_000_000
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
BODIES = frozenset({f"{W}document", f"{W}footnotes", f"{W}endnotes"})
MARGINS = frozenset({f"{W}hdr", f"{W}ftr"})


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of the archive by name. Raises InputRefused for what is no archive, or one that swells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS:
                raise InputRefused("word-damaged", detail="parts")
            parts: dict[str, bytes] = {}
            left = MAX_BYTES
            for info in infos:
                with archive.open(info) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0 or info.filename in parts:
                    raise InputRefused("word-damaged", detail=info.filename[:80])
                parts[info.filename] = content
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError,
            OSError) as error:
        raise InputRefused("word-damaged", detail=type(error).__name__) from error
    return parts


def trees_of(parts: dict[str, bytes]) -> dict[str, Element]:
    """The parts that are XML. Raises InputRefused where one names a document type, or there is no text."""
    trees = {name: tree for name, content in sorted(parts.items())
             if (name.endswith((".xml", ".rels")) or content.lstrip()[:3].startswith(_XML_STARTS))
             and not name.startswith("word/media/") and (tree := _tree(content, name)) is not None}
    if not any(tree.tag == f"{W}document" for tree in trees.values()):
        raise InputRefused("word-damaged", detail="word/document.xml")
    return trees


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, *_said: str | None) -> None:
        """A document type can name files and grow without end."""
        raise InputRefused("word-damaged", detail="DOCTYPE")


def _tree(content: bytes, name: str) -> Element | None:
    try:
        tree = ElementTree.fromstring(content, ElementTree.XMLParser(target=_Builder()))  # noqa: S314  no document type
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        if not name.startswith(("word/", "_rels/")) or not name.endswith((".xml", ".rels")):
            return None
        raise InputRefused("word-damaged", detail=name[:80]) from error
    for element in tree.iter():
        # The strict form of the standard has its names in another place, and means the same.
        if _STRICT in element.tag or any(_STRICT in key for key in element.attrib):
            element.tag = element.tag.replace(f"{{{_STRICT}}}", W)
            said = {key.replace(f"{{{_STRICT}}}", W): value for key, value in element.items()}
            element.attrib.clear()
            element.attrib.update(said)
    return tree
