"""How the pages of one's own access say things."""

from __future__ import annotations

import re

from django import template
from django.utils.translation import gettext as _

register = template.Library()
#: What a browser calls itself, by the word that tells; the first that is found is it, for they all claim to be others.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome",
             "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"iPad": "iPad", "iPhone": "iPhone", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac",
            "CrOS": "Chromebook", "Linux": "Linux"}


@register.filter
def device(agent: str) -> str:
    """A browser and where it runs, of how it presents itself; as it stands where nothing of it is known."""
    browser = next((name for word, name in _BROWSERS.items() if re.search(rf"{word}[A-Za-z]*/", agent)), "")
    system = next((name for word, name in _SYSTEMS.items() if word in agent), "")
    if browser and system:
        return _("{browser} on {system}").format(browser=browser, system=system)
    return browser or system or agent
