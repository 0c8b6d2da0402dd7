"""Notices in words."""

from __future__ import annotations

from django import template

from sagsgang.pure.kernel.telling import notice_sentence
from sagsgang.records.notices.queries import NoticeView

register = template.Library()


@register.simple_tag
def notice(row: NoticeView) -> str:
    """The sentence of a notice, its dates as Danes write them."""
    return notice_sentence(row.code, row.args)
