"""A disk that is full or broken: what is not kept is not acknowledged, what needs no disk goes on,
and when there is room again everything goes on by itself."""

import contextlib
import json
import os
import queue
import signal
import time

import pytest
from websockets.exceptions import ConnectionClosed

from consultation import Agent, Customer
from failing_disk import failing, filled, small_disk
from raw_client import metrics, peak_bytes, reaches
from test_transcripts import PAGE, SHOP, acknowledged, transcript

MOST_BYTES = 256 << 20


class Pair:
    """A customer and an agent in a dialogue, and what each was acknowledged."""

    def __init__(self, server, number):
        self.server = server
        self.agent = Agent(server, f"seoul-{number}").available()
        self.customer = Customer(server)
        self.customer.ask(server.page(*PAGE), f"question {number}")
        self.asked, self.answered = self.customer.dialogue(), self.agent.dialogue()

    def pass_on(self, text, wait=5):
        """From the customer to the agent; whether the customer is told in time that it is kept."""
        self.asked.write(text)
        assert self.answered.read() == text
        self.answered.acknowledge(0)
        return acknowledged(self.asked, wait)

    def come_back(self):
        """The customer, whose connection was closed, goes on in another."""
        again = Customer(self.server)
        assert again.resume(self.customer.session) == "connected"
        self.customer = again
        with contextlib.suppress(ConnectionClosed):
            self.asked.attach(again, again.hear("connected"), is_agent=False)

    def settle(self):
        """Comes back as often as it takes until everything is acknowledged."""
        until = time.monotonic() + 30
        while self.asked.kept:
            assert time.monotonic() < until, f"{len(self.asked.kept)} are not acknowledged"
            if self.customer.closed:
                assert self.customer.closed == 1013
                self.come_back()
            with contextlib.suppress(queue.Empty):
                while True:
                    self.answered.take(0.2)
            self.answered.acknowledge(0)
            acknowledged(self.asked, 0.2)


def pour_until_refused(pair, filling):
    """Writes until there is no room for what is written; the texts."""
    texts = []
    with contextlib.suppress(ConnectionClosed):
        for number in range(1_000):
            texts.append(f"{number} {filling}")
            pair.asked.write(texts[-1])
    assert pair.customer.close_code() == 1013
    return texts


@contextlib.contextmanager
def refusing(kind, server, database, log):
    """A disk that refuses, for a while."""
    if kind == "full":
        with filled(database.parent):
            yield
        return
    call, error = kind
    with failing(server, f"{database}-wal", call, error, log) as failed:
        yield
        assert failed() > 2


def failing_commits(server):
    return metrics(server)["sangdam_transcripts_failing"]


@pytest.fixture(params=["full", ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO")],
                ids=["full", "no-space", "write-error", "sync-error"])
def disk(request, tmp_path):
    """What is wrong with the disk, and where the database is."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param != "full":
        yield request.param, folder / "transcripts.sqlite"
        return
    try:
        with small_disk(folder, 48):
            yield request.param, folder / "transcripts.sqlite"
    except PermissionError as reason:
        pytest.skip(f"LEFT OUT: a disk that is really full: {reason}")


def test_a_disk_that_refuses_and_takes_again(serve, tmp_path, disk):
    kind, database = disk
    server = serve(SHOP, "--transcripts", database)
    first, second, flood = (Pair(server, number) for number in (1, 2, 3))
    waiting = Customer(server)
    waiting.ask(server.page(*PAGE), "who has time?")
    assert waiting.hear("waiting")["position"] == 1
    assert first.pass_on("before")

    with refusing(kind, server, database, tmp_path / "trace"):
        # What is written is passed on, but not acknowledged.
        assert not first.pass_on("during", wait=1)
        reaches(lambda: failing_commits(server), 1)
        # Whoever needs no disk has the usual service: who ends, who waits, who comes, who reads.
        second.agent.say("end", dialogue=second.answered.number)
        assert second.customer.hear("ended")["reason"] == "agent"
        assert second.customer.close_code() == 1000
        second.customer, second.asked = waiting, waiting.dialogue()
        second.answered = second.agent.dialogue()
        assert not second.pass_on("nice to meet you", wait=0.5)
        new = Customer(server)
        new.ask(server.page(*PAGE), "me too")
        assert new.hear("waiting")["position"] == 1
        new.say("leave")
        assert new.close_code() == 1000
        assert json.loads(server.read("/status.json"))["scenario"] == "service"
        # Memory has an end, and who meets it is told to come back later.
        large = pour_until_refused(flood, "가" * 20_000)
        assert len(large) > 100
        small = pour_until_refused(second, "no room for this")
        assert metrics(server)['sangdam_relay_ended_total{reason="no_room_for_transcripts"}'] == 2
        assert first.asked.kept == {2: "during"}
        # A refusal in a dialogue harms none of the others.
        first.answered.write("can you still see this, or is there no room for it?")
        assert first.agent.close_code() == 1013
        assert peak_bytes(server) < MOST_BYTES

    # It goes on by itself, and what was held back is acknowledged.
    assert acknowledged(first.asked)
    reaches(lambda: 1 - failing_commits(server), 1)
    for pair in (second, flood):
        pair.settle()
    assert second.pass_on("after")
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    texts = [item["text"] for item in transcript(database) if "text" in item]
    kept = ["before", "during", "nice to meet you", "after", *large, *small]
    assert sorted(text for text in texts if not text.startswith("can you")) == sorted(kept)
    # And a new start finds nothing in its way.
    assert Pair(serve(SHOP, "--transcripts", database), 8).pass_on("a new day")


def test_a_checkpoint_that_fails_loses_nothing_and_is_made_up_for(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    pair = Pair(server, 1)
    with failing(server, database, "pwrite64,fdatasync", "EIO", tmp_path / "trace") as failed:
        until = time.monotonic() + 60
        while failed() == 0:
            assert time.monotonic() < until, "the log was never copied into the database"
            assert pair.pass_on("x" * 20_000)
        assert pair.pass_on("still")
    assert failing_commits(server) == 0
    before = database.stat().st_size
    while database.stat().st_size == before:
        assert time.monotonic() < until, "the log was never copied into the database"
        assert pair.pass_on("x" * 20_000)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    messages = [item for item in transcript(database) if "text" in item]
    assert [item["sequence"] for item in messages] == list(range(1, pair.asked.written + 1))
