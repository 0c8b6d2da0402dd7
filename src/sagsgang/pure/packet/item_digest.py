"""The content hash of one item with the texts of its annexes: the same hash, the same content."""

from __future__ import annotations

from .annex_texts import names_item
from .canonical import canonical_bytes, sha256
from .form import document_form, item_form
from .model import Item, Packet


def item_digest(packet: Packet, item: Item) -> str:
    """SHA-256 of the item's canonical form and of the annex texts that the packet carries under its number."""
    texts = [document_form(text) for text in packet.annex_documents if names_item(text.label, item.number)]
    return sha256(canonical_bytes([item_form(item), texts]))
