"""The item page against a page of the same frame and middleware with nothing in it, through the WSGI application."""

from __future__ import annotations

import io
from collections.abc import Callable

from bench.public_home import home
from bench.ratio import Ratio, paired

ROUNDS, VISITS, MOST, MOST_QUERIES = 11, 40, 5, 4
ITEM = ("/udvalg/udvalget-for-havn-natur-og-turisme/2022-09-14/punkt/"
        "3-gangbro-over-skaelaa-og-sti-til-fyret-anlaegsbevilling")


def measure() -> list[Ratio]:
    """Visit both in turn, on a store with the made-up meetings of the tests in it; and count the queries."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.test.utils import CaptureQueriesContext, override_settings

    home()
    from tests.support.fill import publish_all

    publish_all()
    with override_settings(ROOT_URLCONF="bench.empty_page"):
        application = get_wsgi_application()
        visit(application, ITEM)  # the first visit of a process asks the database what it can
        with CaptureQueriesContext(connections["open"]) as asked:
            size = visit(application, ITEM)
        queries = len(asked)  # counted now: the next request empties the log
        pages = paired("item page / page of the same frame with an empty body", visits(application, ITEM),
                       visits(application, "/bench-empty"), most=MOST, rounds=ROUNDS, note=f"{size} bytes of HTML")
    return [pages, Ratio("database queries of the item page", queries, MOST_QUERIES)]


def visits(application: Callable[..., object], address: str) -> Callable[[], object]:
    """As many visits as can be timed."""
    return lambda: [visit(application, address) for _ in range(VISITS)]


def visit(application: Callable[..., object], address: str) -> int:
    """Ask for a page as a server would; gives its size."""
    answered: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }
    body = application(environ, lambda status, _headers: answered.append(status))
    size = sum(map(len, body))  # type: ignore[arg-type, call-overload]
    body.close()  # type: ignore[attr-defined]
    assert answered == ["200 OK"], answered
    return int(size)
