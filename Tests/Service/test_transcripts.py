"""What is written is kept: acknowledged once it is on the disk, and there exactly once, whatever
becomes of the server."""

import contextlib
import json
import os
import queue
import random
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from websockets.exceptions import WebSocketException

from consultation import Agent, Customer
from crowd import Crowd, by_writer
from raw_client import peak_bytes
from running_server import SANGDAM
from shop import PAGE, shop

SHOP = shop(agents=8)
MOST_BYTES = 256 << 20
# What a client sees of a server that is no more.
GONE = (OSError, WebSocketException)


def transcript(database):
    """All that is on record, as dictionaries."""
    done = subprocess.run(
        [SANGDAM, "transcript", database, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def acknowledged(dialogue, wait=5):
    """Takes frames until everything written is acknowledged."""
    until = time.monotonic() + wait
    while dialogue.kept and time.monotonic() < until:
        try:
            dialogue.take(max(until - time.monotonic(), 0.01))
        except queue.Empty:
            break
    return not dialogue.kept


@pytest.mark.parametrize("durability", ["strict", "relaxed"])
def test_a_consultation_is_on_record(serve, tmp_path, durability):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database, "--durability", durability)
    agent = Agent(server, "seoul-1").available()
    customer = Customer(server)
    customer.ask(server.page(*PAGE), "벽에 걸 수 있나요?")
    asked, answered = customer.dialogue(), agent.dialogue()
    asked.write("안녕하세요")
    assert answered.read() == "안녕하세요"
    answered.acknowledge(0)
    assert acknowledged(asked)
    answered.write("네\x1b[31m 👍")
    assert asked.read() == "네\x1b[31m 👍"
    customer.say("leave")
    agent.hear("ended")
    server.stop()
    found = transcript(database)
    text = json.dumps(found, ensure_ascii=False)
    for part in ("벽에 걸 수 있나요?", "안녕하세요", "seoul-1", "c1-ko-52161505-000-0000-w"):
        assert part in text
    assert [(party["role"], party["from"]) for party in found[0]["parties"]] == [
        ("customer", customer.place), ("agent", agent.place)]
    assert "token" not in text and customer.session not in database.read_bytes().decode("latin-1")
    shown = subprocess.run([SANGDAM, "transcript", database], capture_output=True, text=True,
                           check=True).stdout
    assert "안녕하세요" in shown and "\x1b" not in shown
    assert f"customer from {customer.place}, agent seoul-1 from {agent.place}" in shown


def test_an_address_of_ipv6_is_shown_and_kept_whole_and_the_last_one_counts(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database, "--behind-proxy")

    def come_from(address):
        server.options = {"additional_headers": {"X-Forwarded-For": address}}

    come_from("203.0.113.7")
    agent = Agent(server, "seoul-1").available()
    come_from("2001:DB8:0:0:1::ab")
    customer = Customer(server)
    customer.ask(server.page(*PAGE), "?")
    asked, answered = customer.dialogue(), agent.dialogue()
    assert agent.connected["from"] == "2001:db8::1:0:0:ab"

    def kept():
        parties = transcript(database)[0]["parties"]
        return [(party["role"], party["from"]) for party in parties]

    asked.write("here")
    assert answered.read() == "here"
    answered.acknowledge(0)
    assert acknowledged(asked)
    assert kept() == [("customer", "2001:db8::1:0:0:ab"), ("agent", "203.0.113.7")]
    customer.cut()
    come_from("2001:db8::2")
    again = Customer(server)
    again.resume(customer.session)
    asked.attach(again, again.hear("connected"), is_agent=False)
    again.say("leave")
    agent.hear("ended")
    server.stop()
    assert kept()[0] == ("customer", "2001:db8::2")


def talking(server):
    """A customer and an agent in a dialogue."""
    agent, customer = Agent(server, "seoul-1").available(), Customer(server)
    customer.ask(server.page(*PAGE), "?")
    return customer, customer.dialogue(), agent, agent.dialogue()


def helped(server):
    """A dialogue whose agent has asked a colleague, who joins it by `dialogue`."""
    agent, helper = Agent(server, "seoul-1").available(), Agent(server, "seoul-2")
    customer = Customer(server)
    page = server.page(*PAGE)
    customer.ask(page, "?")
    asked, answered = customer.dialogue(), agent.dialogue()
    helper.available()
    agent.say("help", dialogue=answered.number, code=page["code"], question="which?")
    return customer, asked, agent, answered, helper


def test_a_helper_who_leaves_ends_nothing(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    customer, asked, agent, answered, helper = helped(server)
    helper.say("end", dialogue=helper.dialogue().number)
    helper.hear("ended")
    agent.hear("left")
    time.sleep(0.5)
    asked.write("still here")
    assert answered.read() == "still here"
    customer.say("leave")
    agent.hear("ended")
    server.stop()
    found = transcript(database)
    left, = (party["left"] for party in found[0]["parties"] if party["role"] == "helper")
    last = [line["time"] for line in found if line["type"] == "message"][-1]
    assert left < last <= found[0]["closed"]


def test_who_took_over_is_the_agent_after_a_kill(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    customer, asked, agent, answered, helper = helped(server)
    helping = helper.dialogue()
    agent.say("transfer", dialogue=answered.number, party=helping.party)
    customer.hear("taken-over")
    # Acknowledged, and so on record with all that was before.
    asked.write("still here")
    assert helping.read() == "still here"
    helping.acknowledge(0)
    asked.take()
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server = serve(SHOP, "--transcripts", database)
    again, heir = Customer(server), Agent(server)
    assert again.resume(customer.session) == "connected"
    connected = again.hear("connected")
    assert [(facts["party"], facts["role"]) for facts in connected["parties"]] == [
        (0, "customer"), (2, "agent")]
    asked.attach(again, connected, is_agent=False)
    heir.resume(helper.session)
    helping.attach(heir, heir.hear("connected"), is_agent=True)
    asked.write("after the kill")
    asked.follow()
    helping.follow()
    assert helping.read() == "after the kill"
    server.stop()


@pytest.mark.parametrize("durability", ["strict", "relaxed"])
def test_who_comes_back_after_a_kill_is_sent_what_is_on_record(serve, tmp_path, durability):
    arguments = (SHOP, "--transcripts", tmp_path / "transcripts.sqlite", "--durability", durability)
    server = serve(*arguments)
    customer, asked, agent, answered = talking(server)
    for text in ("one", "two", "셋"):
        asked.write(text)
    assert answered.read() == "one"
    answered.acknowledge(0)
    answered.write("four")
    reaches_record(arguments[2], 4, "message")
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server = serve(*arguments)

    def back(agent):
        last, agent = agent.session, Agent(server)
        agent.resume(last)
        answered.attach(agent, agent.hear("connected"), is_agent=True)
        return agent

    # From the server: the customer is not there, and the agent sends nothing again.
    answered.kept.clear()
    agent = back(agent)
    assert [answered.read(), answered.read()] == ["two", "셋"]
    last, customer = customer.session, Customer(server)
    assert customer.resume(last) == "connected"
    asked.attach(customer, customer.hear("connected"), is_agent=False)
    assert asked.read() == "four"
    # Whoever has it drops it when it comes again.
    agent.cut()
    back(agent)
    asked.follow()
    asked.write("five")
    assert answered.read() == "five"
    server.stop()


@pytest.mark.parametrize("durability", ["strict", "relaxed"])
def test_who_has_forgotten_goes_on_where_nobody_can_have_been(serve, tmp_path, durability):
    arguments = (SHOP, "--transcripts", tmp_path / "transcripts.sqlite", "--durability", durability)
    server = serve(*arguments)
    customer, asked, agent, answered = talking(server)
    asked.write("first")
    assert answered.read() == "first"
    reaches_record(arguments[2], 1)
    for killed in (1, 2, 3):
        before = asked.written
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server = serve(*arguments)
        last, agent = agent.session, Agent(server)
        agent.resume(last)
        answered.attach(agent, agent.hear("connected"), is_agent=True)
        # Another browser each time, with nothing but the session.
        last, customer = customer.session, Customer(server)
        assert customer.resume(last) == "connected"
        asked = customer.dialogue()
        while asked.is_forgetful:
            asked.take()
        # So many messages may have been passed on before any of them was written down.
        assert asked.written >= 16_384 * killed and asked.written > before
        answered.follow()
        for text in ("one", "two"):
            asked.write(f"{text} {killed}")
            assert answered.read() == f"{text} {killed}"
            answered.write(f"{text} back")
            assert asked.read() == f"{text} back"
    server.stop()


def test_a_message_as_large_as_frames_may_be_is_kept(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database, "--frame-bytes", "300000")
    agent = Agent(server, "seoul-1").available()
    customer = Customer(server)
    customer.ask(server.page(*PAGE), "?")
    asked, answered = customer.dialogue(), agent.dialogue()
    text = "가" * 90_000
    asked.write(text)
    assert answered.read() == text
    answered.acknowledge(0)
    assert acknowledged(asked)
    server.stop()
    assert text in [item.get("text") for item in transcript(database)]


def reaches_record(database, count, kind="consultation"):
    """Waits until so many of a kind are on record."""
    until = time.monotonic() + 5
    while sum(item["type"] == kind for item in transcript(database)) < count:
        assert time.monotonic() < until
        time.sleep(0.05)


class Survivors(threading.Thread):
    """A customer and an agent who talk through one server after the other, each killed."""

    beginning = threading.Lock()

    def __init__(self, number, servers):
        super().__init__(daemon=True)
        self.number = number
        self.servers = servers
        self.written, self.acknowledged, self.read = [], [], []
        self.resumed = self.begun = 0
        self.shall_end = threading.Event()
        self.fault = None

    def run(self):
        try:
            self.begin()
            while not self.shall_end.is_set():
                self.step()
            while self.asked.kept or self.answered.kept:
                self.step(writes=False)
        except Exception as fault:  # shown by the test, on its own thread
            self.fault = fault

    def __str__(self):
        sides = [
            (side.number, sorted(side.kept), side.others, side.received,
             side.connection.closed) for side in (self.asked, self.answered)]
        return f"pair {self.number}, begun {self.begun}, resumed {self.resumed}: {sides}"

    def begin(self):
        """Begins a consultation, as often as it takes: what nobody was told of may be gone."""
        while True:
            self.server = self.servers[-1]
            try:
                # One pair after the other: a customer gets whoever is free.
                with self.beginning:
                    self.agent = Agent(self.server, f"seoul-{self.number}").available()
                    self.customer = Customer(self.server)
                    self.customer.ask(self.server.page(*PAGE), f"question {self.number}")
                    self.asked, self.answered = self.customer.dialogue(), self.agent.dialogue()
                self.begun += 1
                return
            except (*GONE, AssertionError, queue.Empty):
                time.sleep(0.02)

    def step(self, writes=True):
        """One writes, or the other; then both take what has come, until all is acknowledged."""
        try:
            if writes:
                writer = self.asked if len(self.written) % 3 else self.answered
                text = f"{self.number} {writer.party} {writer.written + 1} {self.begun}"
                self.written.append(text)
                writer.write(text)
            for _ in range(3):
                for side, other in ((self.asked, 1), (self.answered, 0)):
                    with contextlib.suppress(queue.Empty):
                        while True:
                            side.take(0.003)
                    side.acknowledge(other)
            if not self.asked.kept and not self.answered.kept:
                self.acknowledged = list(self.written)
            if self.customer.closed or self.agent.closed or self.server is not self.servers[-1]:
                self.come_back()
        except GONE:
            self.come_back()

    def come_back(self):
        """Both go on at the server that is there now."""
        while True:
            self.server, agent, customer = self.servers[-1], None, None
            try:
                agent, customer = Agent(self.server), Customer(self.server)
                agent.resume(self.agent.session)
                assert customer.resume(self.customer.session) == "connected"
                self.answered.attach(agent, agent.hear("connected"), is_agent=True)
                self.asked.attach(customer, customer.hear("connected"), is_agent=False)
                self.agent, self.customer = agent, customer
                self.resumed += 1
                return
            except (*GONE, AssertionError, queue.Empty):
                is_refused = any(one.closed == 4401 for one in (agent, customer) if one)
                if is_refused and self.server is self.servers[-1]:
                    assert not self.acknowledged or self.acknowledged[-1].split()[3] != str(self.begun)
                    return self.begin()
                time.sleep(0.02)


def test_dialogues_go_on_through_forty_kills_and_nothing_is_lost(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    draws = random.Random(20261126)
    servers = [serve(shop(agents=53), "--transcripts", database)]
    pairs = [Survivors(number, servers) for number in range(1, 4)]
    crowd = Crowd(servers, servers[0].page(*PAGE), range(4, 54))

    def kill():
        time.sleep(draws.uniform(0.1, 0.5))
        assert peak_bytes(servers[-1]) < MOST_BYTES
        os.kill(servers[-1].process.pid, signal.SIGKILL)
        servers[-1].process.wait()
        servers.append(serve(shop(agents=53), "--transcripts", database))

    for pair in pairs:
        pair.start()
    for _ in range(26):
        kill()
    # Then there are fifty pairs more, with some thousands of messages a second.
    crowd.start()
    assert crowd.has_begun.wait(30), repr(crowd.fault)
    for _ in range(14):
        crowd.reaches(crowd.read + 1_000)
        kill()
    for pair in pairs:
        pair.shall_end.set()
        pair.join(30)
        assert pair.fault is None, repr(pair.fault)
        assert not pair.is_alive(), f"something is never acknowledged: {pair}"
    crowd.finish()
    kept = by_writer(transcript(database))
    for texts in kept.values():
        assert len(texts) == len(set(texts)), "something is there twice"
    assert sum(pair.resumed for pair in pairs) > 60
    assert crowd.returns > 7 * len(crowd.sides)
    for reader, wrote, _ in crowd.written():
        assert reader.texts == kept[reader.pair, 1 - reader.party] == wrote
    for pair in pairs:
        # All of the last consultation: what was written was read by the other, once, in order.
        last = [text.split() for text in pair.written if text.split()[3] == str(pair.begun)]
        assert len(last) > 100
        for party, reader in ((0, pair.answered), (1, pair.asked)):
            wrote = [" ".join(words) for words in last if words[1] == str(party)]
            assert [text for who, text in reader.texts if who == party] == wrote
            assert [text for text in kept[pair.number, party] if text in set(wrote)] == wrote


def test_who_waits_keeps_the_place_through_a_kill(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    waiting = [Customer(server) for _ in range(3)]
    for number, customer in enumerate(waiting):
        customer.ask(server.page(*PAGE), f"question {number}")
        assert customer.hear("waiting")["position"] == number + 1
    reaches_record(database, 3)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    server = serve(SHOP, "--transcripts", database)
    # The last comes back first, the second never.
    third, first = Customer(server), Customer(server)
    assert third.resume(waiting[2].session) == "waiting"
    assert third.hear("waiting")["position"] == 3
    assert first.resume(waiting[0].session) == "waiting"
    assert first.hear("waiting")["position"] == 1


def reaches_state(database, state):
    """Waits until the one session is on record as that."""
    until = time.monotonic() + 5
    while True:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            if connection.execute("SELECT state FROM session").fetchall() == [(state,)]:
                return
        assert time.monotonic() < until, f"never {state}"
        time.sleep(0.02)


def test_an_agent_is_after_a_kill_what_he_was_before(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    agent = Agent(server, "seoul-1")
    assert agent.hear("state")["state"] == "away"
    for wish in ("available", "away", "available"):
        agent.say("state", state=wish, **({"reason": "tea"} if wish == "away" else {}))
        assert agent.hear("state")["state"] == wish
        reaches_state(database, "live" if wish == "available" else "away")
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server = serve(SHOP, "--transcripts", database)
        again = Agent(server)
        again.resume(agent.session)
        again.session = agent.session
        agent = again
        assert agent.hear("state")["state"] == wish
