"""Visitors of the information server who take their time, or do not take what they asked for: each
is ended and counted, others get their pages promptly, and the server stays small."""

import socket
import threading
import time
import urllib.request

import pytest

from raw_client import metrics, peak_bytes, reaches
from shop import shop

PAGE = b"GET /page.html HTTP/1.1\r\nHost: shop\r\n\r\n"
LARGE = b"GET /large.bin HTTP/1.1\r\nHost: shop\r\n\r\n"
# The most that a file may have.
LARGE_BYTES = 8 << 20
# What the server held at the most: 50 MiB of it are there from the start.
MOST_BYTES = 128 << 20
# The slowest of a hundred pages that somebody else asks for meanwhile.
MOST_SECONDS = 0.250


class Visitor:
    """A connection to the information server."""

    def __init__(self, server, room=None):
        host, port = server.addresses["information"].removeprefix("http://").split(":")
        self.socket = socket.socket()
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.settimeout(15)
        self.socket.connect((host, int(port)))

    def send(self, data):
        """Sends it, if the server still takes it."""
        try:
            self.socket.sendall(data)
        except (ConnectionError, TimeoutError):
            pass
        return self

    def take(self, count):
        """So many bytes, or fewer when the server ends it."""
        taken = b""
        try:
            while len(taken) < count and (part := self.socket.recv(count - len(taken))):
                taken += part
        except ConnectionError:
            pass
        return taken

    def rest(self):
        """All that comes until the server ends it."""
        return self.take(1 << 30)

    def close(self):
        self.socket.close()


class Reading:
    """Somebody who asks for one page after the other meanwhile."""

    def __init__(self, server):
        self.address = server.addresses["information"] + "/page.html"
        self.seconds = []
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def _read(self):
        while not self.is_over.is_set():
            began = time.monotonic()
            with urllib.request.urlopen(self.address, timeout=15) as page:
                assert b"consult-code" in page.read()
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.01)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()

    def assert_prompt(self):
        assert len(self.seconds) >= 100
        slowest = sorted(self.seconds)[int(len(self.seconds) * 0.99)]
        assert slowest < MOST_SECONDS, slowest


@pytest.fixture
def folder(tmp_path):
    """Pages of one's own: one with a code, and a large file."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "catalogue.tsv").write_text("page.html\tko\t52161505\n")
    (pages / "page.html").write_text("<!doctype html><title>t</title><p>" + "글" * 2_000)
    (pages / "large.bin").write_bytes(bytes(LARGE_BYTES))
    return pages


def ended(server, reason):
    return metrics(server)[f'sangdam_http_ended_total{{reason="{reason}"}}']


def start(serve, folder, *options):
    server = serve(shop(1), "--pages", folder, *options)
    counts = metrics(server)
    # What has not happened yet is there as well.
    for reason in ("idle", "stalled", "malformed"):
        assert counts[f'sangdam_http_ended_total{{reason="{reason}"}}'] == 0
    assert counts["sangdam_http_full_total"] == 0
    return server


def test_five_hundred_slow_heads_and_a_hundred_who_do_not_read(serve, folder):
    server = start(
        serve, folder, "--page-idle-seconds", "4", "--page-patience-seconds", "4")
    slow = [Visitor(server) for _ in range(500)]
    deaf = [Visitor(server, room=4_096).send(LARGE) for _ in range(100)]
    with Reading(server) as reading:
        for place in range(10):
            for visitor in slow:
                visitor.send(PAGE[place:place + 1])
            time.sleep(0.5)
        assert {visitor.rest() for visitor in slow} == {b""}
        for visitor in deaf:
            assert len(visitor.rest()) < LARGE_BYTES
    reading.assert_prompt()
    assert ended(server, "idle") == 500
    assert ended(server, "stalled") == 100
    # The one that asks.
    reaches(lambda: metrics(server)["sangdam_http_connections"], 1)
    assert peak_bytes(server) < MOST_BYTES


def test_who_reads_slowly_gets_all_of_it(serve, folder):
    server = start(serve, folder, "--page-patience-seconds", "1", "--page-idle-seconds", "1")
    visitor = Visitor(server, room=65_536).send(LARGE)
    began, taken = time.monotonic(), 0
    while time.monotonic() - began < 3:
        taken += len(visitor.take(131_072))
        time.sleep(0.25)
    assert taken < LARGE_BYTES
    # Head and all: behind it the connection is closed, as nothing else is asked.
    assert taken + len(visitor.rest()) > LARGE_BYTES
    assert ended(server, "stalled") == 0


def test_who_asks_and_asks_and_never_reads_takes_no_memory(serve, folder):
    server = start(serve, folder, "--page-patience-seconds", "2")
    greedy = [Visitor(server, room=4_096) for _ in range(10)]
    with Reading(server) as reading:
        for visitor in greedy:
            visitor.socket.settimeout(0.1)
            visitor.send(PAGE * 20_000)
        time.sleep(3)
        for visitor in greedy:
            visitor.socket.settimeout(15)
            visitor.rest()
    reading.assert_prompt()
    assert ended(server, "stalled") == 10
    assert peak_bytes(server) < MOST_BYTES


def test_a_body_that_keeps_coming_buys_no_time(serve, folder):
    server = start(serve, folder, "--page-idle-seconds", "1")
    visitor = Visitor(server).send(
        b"POST /page.html HTTP/1.1\r\nHost: shop\r\nContent-Length: 1000000\r\n\r\n")
    began = time.monotonic()
    for _ in range(12):
        visitor.send(b"x")
        time.sleep(0.25)
    assert visitor.rest().startswith(b"HTTP/1.1 405 ")
    assert time.monotonic() - began < 5
    assert ended(server, "idle") == 1


def test_more_than_may_be_there_wait_until_somebody_leaves(serve, folder):
    server = start(serve, folder, "--page-connections", "5")
    silent = []
    for _ in range(5):
        silent.append(Visitor(server))
        time.sleep(0.1)
    next_one = Visitor(server).send(PAGE)
    next_one.socket.settimeout(1)
    with pytest.raises(TimeoutError):
        next_one.socket.recv(1)
    next_one.socket.settimeout(15)
    silent.pop().close()
    assert next_one.take(12) == b"HTTP/1.1 200"
    for visitor in silent:
        visitor.close()
    assert metrics(server)["sangdam_http_full_total"] >= 1


def test_what_is_too_large_or_no_request_is_answered_and_counted(serve, folder):
    server = start(serve, folder, "--page-head-bytes", "1000", "--page-head-fields", "10")
    lines = (b"X-Long: " + b"a" * 2_000, b"\r\n".join([b"X: 1"] * 20), b"no field")
    for count, fields in enumerate(lines, 1):
        visitor = Visitor(server).send(b"GET / HTTP/1.1\r\nHost: shop\r\n" + fields + b"\r\n\r\n")
        assert visitor.take(12) == b"HTTP/1.1 400"
        visitor.close()
        reaches(lambda: ended(server, "malformed"), count)
