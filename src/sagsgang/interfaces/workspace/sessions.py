"""When a login ends, and what is answered to whoever has none, or has no second factor where one is needed.

A login ends half an hour after the last request and ten hours after it began. When it began stands in the session. When
it was last used stands in a signed cookie of the browser, tied to the session: so no request has to write the session,
which another request of the same person may be writing just now (forms.py), and a cookie that was copied ages with its
copy.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .access import has_second_factor
from .frame import show

Answer = Callable[[HttpRequest], HttpResponse]
_COOKIE, _BEGAN = "sagsgang-seen", "login-began"
#: The cookie is renewed once in so many seconds.
_FRESH = 60
_SIGNER = TimestampSigner(salt="sagsgang-seen")
#: What is not text that somebody wrote.
_SILENT = {"csrfmiddlewaretoken", "key", "seen", "next", "version"}
#: Whoever has no second factor may set one up, prove who they are before it, read how it is done, and leave.
_WITHOUT_SECOND_FACTOR = {"mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout",
                          "workspace:help-page", "workspace:help-picture"}


def bound(get_response: Answer) -> Answer:
    """A login that was left alone, or is older than a working day, is over before the page is asked."""
    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _is_over(request):
            logout(request)
            request.login_ended = True
        response = get_response(request)
        if request.user.is_authenticated:
            _note(request, response)
        return response
    return answer


def _is_over(request: HttpRequest) -> bool:
    began = request.session.get(_BEGAN)
    if began is None:  # the first request of a login that no page of ours made
        return False
    return time.time() - began > settings.SESSION_COOKIE_AGE or not _seen_within(request, settings.SESSION_IDLE)


def _seen_within(request: HttpRequest, seconds: int) -> bool:
    try:
        return _SIGNER.unsign(request.COOKIES.get(_COOKIE, ""), max_age=seconds) == request.session.session_key
    except BadSignature:
        return False


def _note(request: HttpRequest, response: HttpResponse) -> None:
    if _BEGAN not in request.session:
        request.session[_BEGAN] = int(time.time())
    if not _seen_within(request, _FRESH):
        response.set_cookie(_COOKIE, _SIGNER.sign(request.session.session_key or ""), httponly=True, samesite="Lax",
                            max_age=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE)


class LoginRequired(LoginRequiredMiddleware):
    """Every page wants a login unless it says otherwise; what was sent without one is shown again, never dropped."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., object]) -> HttpResponseBase:
        """The login page for whoever reads; for whoever sends, 401 with what was sent. Nothing was done."""
        partial = request.headers.get("HX-Request") == "true"
        if request.method in {"GET", "HEAD"} and not partial:
            if getattr(request, "login_ended", False):
                messages.info(request, _("Your login has ended. Log in again, and you come back to the page."))
            return super().handle_no_permission(request, view_func)
        answer = show(request, "account/_expired" if partial else "account/expired", status=401,
                      again=f"{settings.LOGIN_URL}?next={_page_of(request)}", texts=_written(request))
        return _ended(answer)


def _ended(answer: HttpResponse) -> HttpResponse:
    """Scripts of the page are told that the login is over, whatever the body says."""
    answer.headers["Sagsgang-Session"] = "expired"
    return answer


def _page_of(request: HttpRequest) -> str:
    """The page from which something was sent; its address itself where the browser keeps that to itself."""
    sender = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(sender, {request.get_host()}):
        return urlsplit(sender).path
    return request.path


def _written(request: HttpRequest) -> list[str]:
    """The texts of a form that a person has written."""
    return [text for name, texts in request.POST.lists() if name not in _SILENT and "password" not in name
            for text in texts if len(text) > 20 or "\n" in text]


class SecondFactorRequired:
    """Whoever needs a second factor and has none is led to the page that sets it up."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing here: the page must be known first."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        """A way to the set-up page, or nothing."""
        match = request.resolver_match
        if (not settings.REQUIRE_MFA or not request.user.is_authenticated
                or (match and match.view_name in _WITHOUT_SECOND_FACTOR) or has_second_factor(request.user.pk)):
            return None
        if request.headers.get("HX-Request") == "true":
            return _ended(HttpResponse(status=401))
        return redirect("mfa_activate_totp")
