"""A mail server on this machine, small but real: what a test sends to it, it keeps, or refuses as it is told."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage


class MailServer:
    """What came, and what is refused: `refuses` is asked for each recipient."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses: Callable[[str], bool] = lambda _address: False
        self.hang_up = False
        self.port = 0


class _Talk(socketserver.StreamRequestHandler):
    """One client; what it says is answered by the server that it came to."""

    kept: MailServer

    def handle(self) -> None:
        self.say("220 test ESMTP")
        for line in self.rfile:
            if not self.answer(line.decode().strip()):
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def answer(self, command: str) -> bool:
        verb = command.partition(" ")[0].upper()
        if verb == "RCPT" and self.kept.refuses(command):
            self.say("550 5.1.1 no such mailbox")
        elif verb == "DATA":
            if self.kept.hang_up:
                return False
            self.say("354 go on")
            self.kept.mails.append(self.data())
            self.say("250 kept")
        else:
            self.say("250 test" if verb in {"EHLO", "HELO", "MAIL", "RCPT", "RSET", "QUIT"} else "500 what?")
        return verb != "QUIT"

    def data(self) -> EmailMessage:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return email.message_from_bytes(b"".join(lines), _class=EmailMessage, policy=email.policy.default)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server, on a port of its own."""
    kept = MailServer()
    with _Server(("127.0.0.1", 0), type("Talk", (_Talk,), {"kept": kept})) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
