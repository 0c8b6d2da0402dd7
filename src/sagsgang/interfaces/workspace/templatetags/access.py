"""How the pages of one's own access say things."""

from __future__ import annotations

import re

from django import template
from django.template import Context
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def takes_keys(context: Context) -> bool:
    """Whether security keys work at this address: they are tied to a name, and a bare IP address is none."""
    name = context["request"].get_host().rpartition(":")[0] or context["request"].get_host()
    return not re.fullmatch(r"[0-9.]+|\[.*\]", name)


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
