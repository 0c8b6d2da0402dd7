"""Logging in and out, and what is said where a page is not here or cannot be made."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ..frame import show
from .access import Framed, framed

log = logging.getLogger(__name__)


login = framed(LoginView, "login")


@method_decorator(login_not_required, name="dispatch")
class LogoutView(Framed, auth.LogoutView):
    """The end of a login, half made or over as it may be; the browser is told to forget what it keeps of the pages."""

    page, trail = "logged_out", ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Log out."""
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


logout = LogoutView.as_view()


def too_many(request: HttpRequest) -> HttpResponse:
    """429: whoever asks too often waits."""
    return show(request, "message", status=429, heading=_("Too many tries"), text=_(
        "There were too many tries from your network within a short time. Wait a minute and try again."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's form
    """404: what the address may have been."""
    return show(request, "message", status=404, heading=_("The page could not be found"),
                text=_("The address may be wrong, or the paper was never brought in here."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's form
    """403 of the framework itself."""
    return show(request, "message", status=403, heading=_("No access"), text=_("You may not do this."))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's form
    """403: the form is not one that this session was given."""
    return show(request, "message", status=403, heading=_("The form could not be taken"), text=_(
        "It was shown before you logged in or out, or your browser sends no cookies. Nothing was done. Go back, load "
        "the page again and send the form from there."))


def failed(_request: HttpRequest) -> HttpResponse:
    """500: a page that needs no database, with a number by which the error is found in the log."""
    number, now = secrets.token_hex(4), timezone.localtime()
    log.error("page failed, reference %s", number)
    return HttpResponse(loader.render_to_string("workspace/failed.html", {"number": number, "now": now}), status=500)
