"""Hostile and broken clients: each is refused with its code and counted, others keep their service,
and the server stays small."""

import itertools
import resource
import time

import pytest

from raw_client import (
    MASK, Raw, RawPair, Talking, closed, descriptors, ended, frame, head, metrics, peak_bytes,
    reaches, refused_sign_ins, request)
from running_server import token

SCENARIO = """
sangdam: 1
name: service
length: 8h
demand:
  - name: televisions
    code: {language: ko, document: "52161505"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
  - name: computers
    code: {language: ko, document: "43211507"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: seoul, count: 9, languages: {ko: 1.0}, documents: {"52": 1.0}, concurrency: 1}
  - {name: busan, count: 300, languages: {ko: 1.0}, documents: {"43": 1.0}, concurrency: 1}
limits:
  in-system: 400
"""
MOST_BYTES = 256 << 20
# The slowest of a hundred round trips of somebody else, whatever the strangers do.
MOST_SECONDS = 0.250


def televisions(server):
    return server.page("ko", "52161505")


def computers(server):
    return server.page("ko", "43211507")


@pytest.fixture
def hostile(serve):
    """Starts a server that has to be unharmed afterwards: it serves, and it is small."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    servers = []

    def start(*options, scenario=SCENARIO):
        servers.append(serve(scenario, *options))
        return servers[-1]

    yield start
    for server in servers:
        pair = RawPair(server, televisions(server), "seoul-9")
        for _ in range(20):
            pair.exchange()
        pair.end()
        assert peak_bytes(server) < MOST_BYTES


def assert_quick(talk, least):
    assert len(talk.seconds) >= least
    assert talk.percentile(0.99) < MOST_SECONDS, talk.percentile(0.99)


def test_five_hundred_who_never_finish_what_they_began(hostile):
    server = hostile("--handshake-seconds", "2", "--patience-seconds", "2")
    with Talking(RawPair(server, televisions(server), "seoul-1")) as talk:
        heads = [Raw(server) for _ in range(250)]
        for raw in heads:
            raw.send(request("/customer")[:60])
        frames = [Raw(server).open("/customer") for _ in range(250)]
        beginning = frame(1, b"x" * 300)
        for place, raw in enumerate(frames):
            raw.send(beginning[: 1 + place % 200])
        assert {raw.status() for raw in heads} == {408}
        assert {raw.close_code() for raw in frames} == {1008}
    assert_quick(talk, 100)
    assert ended(server, "handshake_too_slow") == 250
    assert ended(server, "unfinished_frame") == 250


def test_a_byte_now_and_then_buys_no_time(hostile):
    server = hostile("--handshake-seconds", "1", "--patience-seconds", "1")
    half, slow = Raw(server), Raw(server).open("/customer")
    began = time.monotonic()
    rest = frame(1, b"x" * 300)
    for place in range(6):
        half.send(request("/customer")[place:place + 1])
        slow.send(rest[place:place + 1])
        time.sleep(0.1)
    assert half.status() == 408
    assert slow.close_code() == 1008
    assert time.monotonic() - began < 5


def pour(raw, number, party, size, count):
    """Writes as many messages as are taken, `count` at most; how many."""
    text = b"x" * size
    raw.socket.settimeout(0.05)
    for sequence in range(1, count + 1):
        rest = frame(2, number + head(party, sequence) + text)
        try:
            raw.send(rest)
        except TimeoutError:
            return sequence - 1
        except ConnectionError:
            return sequence
    return count


def test_two_hundred_who_do_not_read(hostile):
    server = hostile("--patience-seconds", "2")
    with Talking(RawPair(server, televisions(server), "seoul-1")) as talk:
        customers, agents = [], []
        for place in range(100):
            customers.append(RawPair(
                server, computers(server), f"busan-{place + 1}", customer_room=4_096))
            # An agent is held back by nobody: what the customer does not read is kept, up to a
            # limit, and then the customer is closed.
            assert pour(customers[-1].agent, customers[-1].number, 1, 32_000, 40) == 40
        for place in range(100, 200):
            agents.append(RawPair(
                server, computers(server), f"busan-{place + 1}", agent_room=4_096))
        # A customer is held back by an agent who does not read.
        assert max(pour(pair.customer, b"", 0, 32_000, 100) for pair in agents) < 100
        reaches(lambda: sum(
            ended(server, reason) for reason in ("overfull", "stalled", "no_slot")), 200)
    assert_quick(talk, 100)
    assert metrics(server)["sangdam_relay_held_back_total"] >= 10
    for pair in customers + agents:
        pair.leave()
    reaches(lambda: metrics(server)["sangdam_relay_parked_bytes"], 0)


def test_a_flood_of_messages_ends_with_1008(hostile):
    server = hostile("--messages-per-second", "50", "--messages-at-once", "100")
    with Talking(RawPair(server, televisions(server), "seoul-1"), pause=0.05):
        pair = RawPair(server, computers(server), "busan-1")
        flood = b"".join(
            frame(2, head(0, sequence) + b"x") for sequence in range(1, 5_001))
        pair.customer.send(flood)
        assert pair.customer.close_code() == 1008
        assert ended(server, "too_many_messages") == 1
    # No more than the hundred, the dialogue's name among them, and what a second gives meanwhile.
    assert 99 <= len(texts(pair.agent)) <= 200


def texts(agent):
    """All messages that arrive within a moment."""
    agent.socket.settimeout(0.3)
    found = []
    try:
        while True:
            opcode, payload = agent.frame()
            if opcode == 2:
                found.append(payload)
    except TimeoutError:
        return found


def test_a_flood_of_control_messages_ends_with_1008(hostile):
    server = hostile()
    nonsense = frame(1, b'{"type":"dance","x":"' + b"y" * 900 + b'"}') * 150
    with Talking(RawPair(server, televisions(server), "seoul-1"), pause=0.001) as talk:
        for times in range(1, 4):
            floods = [Raw(server).open("/customer") for _ in range(200)]
            for raw in floods:
                try:
                    raw.send(nonsense)
                except ConnectionError:
                    pass
            # Together they may be more than what can wait: some are told to come again.
            reaches(lambda: ended(server, "too_many_controls") + ended(
                server, "no_room_for_controls"), times * 200)
        assert ended(server, "too_many_controls") >= 50
    assert_quick(talk, 50)


@pytest.mark.parametrize("origin, status", [
    ("https://shop.example", 101), (None, 101), ("https://evil.example", 403),
    ("https://shop.example.evil.example", 403), ("http://shop.example", 403),
    ("https://shop.example:8443", 403), ("null", 403), ("https://SHOP.example", 403)])
def test_pages_of_other_origins_may_not_connect(hostile, origin, status):
    server = hostile("--origin", "https://shop.example")
    raw = Raw(server)
    raw.send(request("/customer", *([f"Origin: {origin}"] if origin else [])))
    assert raw.status() == status
    assert ended(server, "handshake_origin") == (status == 403)


def test_forged_stolen_and_expired_secrets(hostile):
    server = hostile("--resume-seconds", "0.5")
    pair = RawPair(server, televisions(server), "seoul-1")
    good = token(server.key, "seoul-1")
    expired = token(server.key, "seoul-1", time.time() - 1)
    later = f"{int(time.time()) + 60}.{expired.split('.')[1]}"
    refused = [
        ("/agent", "sign-in", {"agent": "seoul-2", "token": good}),
        ("/agent", "sign-in", {"agent": "seoul-1", "token": good[:-1]}),
        ("/agent", "sign-in", {"agent": "seoul-1", "token": token("00" * 32, "seoul-1")}),
        ("/agent", "sign-in", {"agent": "seoul-99", "token": token(server.key, "seoul-99")}),
        ("/agent", "sign-in", {"agent": "seoul-1\n", "token": good}),
        ("/agent", "sign-in", {"agent": "seoul-1", "token": expired}),
        ("/agent", "sign-in", {"agent": "seoul-1", "token": later}),
        ("/agent", "sign-in", {"agent": "seoul-1", "token": good.split(".")[1]}),
        ("/agent", "resume", {"session": pair.session}),
        ("/customer", "resume", {"session": "A" * 43}),
        ("/customer", "resume", {"session": pair.session.swapcase()}),
        ("/customer", "resume", {"session": pair.session + "="}),
        ("/customer", "resume", {"session": good}),
    ]
    for path, kind, keys in refused:
        raw = Raw(server).open(path)
        raw.say(kind, **keys)
        assert raw.close_code() == 4401, (path, kind, keys)
    pair.exchange()
    # Who has the secret is the customer: the old connection is told, and so is visible.
    thief = Raw(server).open("/customer")
    thief.say("resume", session=pair.session)
    assert pair.customer.close_code() == 4409
    thief.leave()
    pair.agent.hear("ended")
    late = Raw(server).open("/customer")
    late.say("resume", session=pair.session)
    assert late.close_code() == 4401
    reaches(lambda: closed(server, 4401), len(refused) + 1)
    assert [refused_sign_ins(server, reason) for reason in (
        "wrong-token", "expired-token", "unknown-name")] == [6, 1, 1]
    reaches(lambda: closed(server, 4409), 1)


@pytest.mark.parametrize("text", [
    b"", b"null", b"[]", b"{", b"7", b'{"type":7}', b'{"code":"c"}', b'{"type":"leave"}{',
    b'{"type":"ask","x":' + b"[" * 16_000, b'{"type":"\\ud800"}', b"\x00", b"{}" * 8_000])
def test_what_is_no_control_message_is_closed_with_4400(hostile, text):
    server = hostile()
    raw = Raw(server).open("/customer")
    raw.send(frame(1, text))
    assert raw.close_code() == 4400
    reaches(lambda: closed(server, 4400), 1)


def test_codes_that_are_none_or_not_served_here(hostile):
    server = hostile()
    page = televisions(server)
    strange = [
        {"code": "c1-ko-52161505-000-0000-0"}, {"code": ""}, {"code": "javascript:alert(1)"},
        {"code": page["code"][:-1]}, {"code": page["code"] + "\u0000"}, {"code": "\u202e"},
        {"code": page["code"], "issuer": "another"}]
    for keys in strange:
        raw = Raw(server).open("/customer")
        raw.say("ask", **{"issuer": page["issuer"], "question": "?", **keys})
        assert raw.close_code() == 4400, keys
    reaches(lambda: closed(server, 4400), len(strange))


def test_a_full_queue_is_closed_with_4429(hostile):
    server = hostile(scenario=SCENARIO.replace("in-system: 400", "in-system: 20"))
    page = computers(server)
    customers = []
    for place in range(25):
        customers.append(Raw(server).open("/customer"))
        customers[-1].say("ask", code=page["code"], issuer=page["issuer"], question="?")
        if place < 20:
            customers[-1].hear("welcome")
        else:
            assert customers[-1].close_code() == 4429
    reaches(lambda: closed(server, 4429), 5)
    assert metrics(server)['sangdam_turned_away_total{reason="queue-full"}'] == 5
    customers[0].say("leave")
    assert customers[0].close_code() == 1000


BROKEN = [
    (b"\xc1" + b"\x80" + MASK, 1002, "reserved_bits"),
    (b"\x83\x80" + MASK, 1002, "reserved_opcode"),
    (b"\x81\x01x", 1002, "unmasked"),
    (b"\x82\xfe\x00\x01" + MASK + b"x", 1002, "wasteful_length"),
    (b"\x82\xff" + b"\xff" * 8 + MASK, 1002, "absurd_length"),
    (frame(9, b"x" * 126), 1002, "long_control"),
    (frame(9, b"x", final=False), 1002, "fragmented_control"),
    (frame(0, b"x"), 1002, "stray_continuation"),
    (frame(1, b"{", final=False), 1003, "message_in_parts"),
    (frame(2, b"x" * 65_537), 1009, "frame_too_large"),
    (frame(1, b"{" * 16_385), 1009, "message_too_large"),
    (frame(1, b"\xff"), 1007, "malformed_text"),
    (frame(1, b"\xed\xa0\x80"), 1007, "malformed_text"),
    (frame(8, b"\x03\xe8\xff"), 1007, "malformed_reason"),
    (frame(8, b"\x03"), 1002, "malformed_close"),
    (frame(8, b"\x03\xed"), 1002, "forbidden_close_code"),
    (frame(2, b""), 4422, "short_head"),
]


@pytest.mark.parametrize("data, code, reason", BROKEN, ids=[case[2] for case in BROKEN])
def test_broken_frames_are_closed_with_their_code(hostile, data, code, reason):
    server = hostile()
    raw = Raw(server).open("/customer")
    raw.send(data)
    assert raw.close_code() == code
    assert ended(server, reason) == 1


@pytest.mark.parametrize("rest, reason", [
    (head(1, 1) + b"x", "foreign_party"), (head(0, 2) + b"x", "out_of_sequence"),
    (head(15, 0), "foreign_party"), (head(0, 0), "short_head"),
    (head(0, 0xFFFFFF), "out_of_sequence"), (b"\0", "short_head")])
def test_another_party_or_a_number_out_of_sequence_is_closed_with_4422(hostile, rest, reason):
    server = hostile()
    pair = RawPair(server, computers(server), "busan-1")
    pair.customer.send(frame(2, rest))
    assert pair.customer.close_code() == 4422
    assert ended(server, reason) == 1
    # The agent's side is that customer's loss alone.
    other = RawPair(server, computers(server), "busan-2")
    other.exchange()


def test_dialogues_of_others_cannot_be_written_in(hostile):
    server = hostile()
    pair = RawPair(server, computers(server), "busan-1")
    other = RawPair(server, computers(server), "busan-2")
    for number in (pair.number, b"\0\0\0\0", b"\xff\xff\xff\xff"):
        other.agent.send(frame(2, number + head(1, 1) + b"you have won"))
    other.exchange()
    pair.exchange()
    assert metrics(server)["sangdam_relay_strays_total"] == 3


def test_who_says_nothing_at_first_is_closed_with_4408(hostile):
    server = hostile("--first-message-seconds", "0.5")
    silent = [Raw(server).open(path) for path in ("/customer", "/agent")]
    silent[0].send(frame(9, b"a ping is no first message"))
    assert {raw.close_code() for raw in silent} == {4408}
    reaches(lambda: closed(server, 4408), 2)


def test_one_address_has_so_many_connections_and_others_have_theirs(hostile):
    server = hostile("--connections-per-address", "20")
    crowd = [Raw(server, source="127.0.0.2").open("/customer") for _ in range(20)]
    assert Raw(server, source="127.0.0.2").status() == 429
    assert ended(server, "handshake_address_full") == 1
    Raw(server, source="127.0.0.3").open("/customer").leave()
    crowd[0].leave()
    reaches(lambda: metrics(server)["sangdam_relay_connections"], 19)
    Raw(server, source="127.0.0.2").open("/customer")


def test_with_all_places_taken_the_next_is_told_so(hostile):
    server = hostile("--connections", "30")
    crowd = [Raw(server).open("/customer") for _ in range(30)]
    assert Raw(server).status() == 503
    assert ended(server, "handshake_full") == 1
    for raw in crowd:
        raw.leave()
    reaches(lambda: metrics(server)["sangdam_relay_connections"], 0)


def test_without_a_descriptor_left_others_are_served_on_and_the_next_later(hostile):
    server = hostile()
    pair = RawPair(server, televisions(server), "seoul-1")
    limit = descriptors(server) + 30
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
    with Talking(pair) as talk:
        crowd = [Raw(server) for _ in range(100)]
        time.sleep(0.5)
        for raw in crowd:
            raw.leave()
        late = Raw(server).open("/customer")
    assert_quick(talk, 50)
    assert metrics(server)["sangdam_relay_out_of_descriptors_total"] >= 1
    late.leave()
    pair.leave()


def test_two_thousand_who_come_and_go(hostile):
    server = hostile()
    before = descriptors(server)
    with Talking(RawPair(server, televisions(server), "seoul-1")) as talk:
        for place in itertools.count():
            # However fast they are: as long as somebody else has talked for a while.
            if place >= 2_000 and len(talk.seconds) >= 20 or place == 20_000:
                break
            raw = Raw(server)
            if place % 4 == 1:
                raw.send(request("/customer")[:50])
            elif place % 4 == 2:
                raw.send(request("/customer") if place % 8 == 2 else b"\x16\x03\x01")
            elif place % 4 == 3:
                raw.open("/customer")
                raw.send(frame(1, b'{"type":"leave"}')[: place % 20])
            raw.reset() if place % 3 else raw.leave()
    assert_quick(talk, 20)
    talk.pair.leave()
    reaches(lambda: metrics(server)["sangdam_relay_connections"], 0)
    reaches(lambda: descriptors(server) <= before + 2, True)


def test_customers_who_ask_and_vanish_are_bounded_and_forgotten(hostile):
    server = hostile("--resume-seconds", "1")
    page = computers(server)
    codes = []
    for _ in range(500):
        raw = Raw(server).open("/customer")
        raw.say("ask", code=page["code"], issuer=page["issuer"], question="?" * 2_000)
        opcode, payload = raw.frame()
        codes.append(int.from_bytes(payload[:2], "big") if opcode == 8 else None)
        raw.reset()
    assert codes.count(None) >= 400 and set(codes) <= {None, 4429}
    reaches(lambda: metrics(server)["sangdam_asked_total"], 500)
    reaches(lambda: metrics(server)["sangdam_sessions"], 0)


def test_behind_a_proxy_the_last_forwarded_address_counts(hostile):
    server = hostile("--behind-proxy", "--connections-per-address", "2")
    for field in ([], ["X-Forwarded-For: "], ["X-Forwarded-For: unknown"],
                  ["X-Forwarded-For: 203.0.113.7, "], ["X-Forwarded-For: 203.0.113.7:80"]):
        raw = Raw(server)
        raw.send(request("/customer", *field))
        assert raw.status() == 400
    assert ended(server, "handshake_forwarded_for") == 5
    # What a client claims stands before what the proxy adds.
    claimed = "X-Forwarded-For: 198.51.100.1, 203.0.113.7"
    household = [Raw(server).open("/customer", claimed) for _ in range(2)]
    third = Raw(server)
    third.send(request("/customer", "X-Forwarded-For: 198.51.100.2", "X-Forwarded-For: 203.0.113.7"))
    assert third.status() == 429
    # One household has many addresses of IPv6.
    for place in range(3):
        household.append(Raw(server))
        household[-1].send(request("/customer", f"X-Forwarded-For: 2001:db8::{place + 1}"))
        assert household[-1].status() == (101 if place < 2 else 429)
    assert ended(server, "handshake_address_full") == 2
    server.fields = ["X-Forwarded-For: 192.0.2.1"]


def test_the_log_names_who_signs_in_and_no_secret(serve):
    server = serve(SCENARIO, "--resume-seconds", "0.5")
    page = televisions(server)
    pair = RawPair(server, page, "seoul-1")
    pair.exchange(b"what was said")
    for _ in range(300):
        guess = Raw(server).open("/agent")
        guess.say("sign-in", agent="seoul-1", token="stolen-token")
        assert guess.close_code() == 4401
    reaches(lambda: closed(server, 4401), 300)
    time.sleep(1.2)
    code, said = server.stop()
    assert code == 0, said
    lines = [line for line in said.splitlines() if "agent=seoul-1" in line]
    assert "agent signed in" in lines[0] and "from=127.0.0.1:" in lines[0]
    refusals = [line for line in said.splitlines() if " notice refused " in line]
    counts = [int(word[5:]) for line in refusals for word in line.split() if word[:5] == "4401="]
    assert sum(counts) == 300
    assert len(refusals) < 60
    for secret in ("what was said", pair.token.split(".")[1], pair.session, "stolen-token",
                   server.key):
        assert secret not in said


def test_a_log_that_nobody_reads_does_not_stop_the_server(hostile):
    server = hostile()
    # Three times what a pipe of the system takes.
    for _ in range(1_300):
        agent = Raw(server).open("/agent")
        agent.say("sign-in", agent="seoul-1", token=token(server.key, "seoul-1"))
        agent.hear("signed-in")
        agent.leave()


def test_without_a_log_nothing_is_written(serve):
    server = serve(SCENARIO, "--log-level", "off", "--quiet")
    RawPair(server, televisions(server), "seoul-1").exchange()
    assert server.stop() == (0, "")
