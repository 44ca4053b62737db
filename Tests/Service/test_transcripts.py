"""What is written is kept: acknowledged once it is on the disk, and there exactly once, whatever
becomes of the server."""

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

from consultation import Agent, Customer
from running_server import SANGDAM

SHOP = """
sangdam: 1
name: service
length: 8h
demand:
  - name: televisions
    code: {language: ko, document: "52161505"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: seoul, count: 8, languages: {ko: 1.0}, documents: {"52": 1.0}}
"""
PAGE = ("ko", "52161505")


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
    for part in ("벽에 걸 수 있나요?", "안녕하세요", "seoul-1", "c1-ko-52161505-000-0000-w",
                 "127.0.0.1"):
        assert part in text
    assert "token" not in text and customer.session not in database.read_bytes().decode("latin-1")
    shown = subprocess.run([SANGDAM, "transcript", database], capture_output=True, text=True,
                           check=True).stdout
    assert "안녕하세요" in shown and "\x1b" not in shown


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


def test_a_helper_who_leaves_ends_nothing(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    server = serve(SHOP, "--transcripts", database)
    agent, helper = Agent(server, "seoul-1").available(), Agent(server, "seoul-2")
    customer = Customer(server)
    page = server.page(*PAGE)
    customer.ask(page, "?")
    asked, answered = customer.dialogue(), agent.dialogue()
    helper.available()
    agent.say("help", dialogue=answered.number, code=page["code"], question="which?")
    helper.say("end", dialogue=helper.dialogue().number)
    helper.hear("ended")
    agent.hear("left")
    time.sleep(0.5)
    asked.write("still here")
    assert answered.read() == "still here"
    customer.say("leave")
    agent.hear("ended")
    server.stop()
    with sqlite3.connect(database) as connection:
        ended, = connection.execute("SELECT closed_at FROM dialogue").fetchone()
        last, = connection.execute("SELECT max(sent_at) FROM message").fetchone()
        left, = connection.execute("SELECT left_at FROM party WHERE party = 2").fetchone()
    assert left < last <= ended


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


def talk_until_it_dies(server, number, log):
    """A pair that talks, and notes what was acknowledged; it ends with the server."""
    try:
        agent = Agent(server, f"seoul-{number}").available()
        customer = Customer(server)
        customer.ask(server.page(*PAGE), f"question {number}")
        asked, answered = customer.dialogue(), agent.dialogue()
        count = 0
        while True:
            count += 1
            text = f"{server.process.pid} {number} {count}"
            log["written"].append(text)
            asked.write(text)
            assert answered.read() == text
            answered.acknowledge(0)
            while asked.kept:
                asked.take()
            log["acknowledged"].append(text)
    except Exception:  # the server was killed: whatever was under way is of no interest
        return


def test_what_was_acknowledged_is_there_once_after_forty_kills(serve, tmp_path):
    database = tmp_path / "transcripts.sqlite"
    log = {"written": [], "acknowledged": []}
    draws = random.Random(20261126)
    talking = []
    for _ in range(40):
        server = serve(SHOP, "--transcripts", database)
        pairs = [threading.Thread(target=talk_until_it_dies, args=(server, number, log), daemon=True)
                 for number in range(1, 4)]
        for pair in pairs:
            pair.start()
        time.sleep(draws.uniform(0.05, 0.35))
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        talking += pairs
    # Who waited for an answer of a server that is no more gives up.
    for pair in talking:
        pair.join(15)
    assert len(log["acknowledged"]) > 200
    texts = [item["text"] for item in transcript(database) if "text" in item]
    assert len(texts) == len(set(texts)), "something is there twice"
    missing = set(log["acknowledged"]) - set(texts)
    assert not missing, f"{len(missing)} that were acknowledged are gone"
    assert set(texts) <= set(log["written"])
    # In the order in which each of them was written.
    for pid, number in {tuple(text.split()[:2]) for text in texts}:
        counts = [int(text.split()[2]) for text in texts if text.split()[:2] == [pid, number]]
        assert counts == list(range(1, len(counts) + 1))
