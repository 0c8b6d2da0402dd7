"""What happens around every page of the workspace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from sagsgang.pure.kernel import messages

Answer = Callable[[HttpRequest], HttpResponse]


def speak(get_response: Answer) -> Answer:
    """The layers below, which know no framework, speak the language of the page."""
    def answer(request: HttpRequest) -> HttpResponse:
        messages.use(get_language() or "en")
        return get_response(request)
    return answer


def keep_private(get_response: Answer) -> Answer:
    """No page stays in a cache, where the next one at the same desk would find it; pictures say otherwise."""
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    return answer
