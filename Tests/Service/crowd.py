"""Many customers and agents who talk at once, all in one thread: frames made by hand, some thousands
a second."""

import asyncio
import collections
import json
import threading
import time

from raw_client import frame, head, request
from running_server import token

# What a side writes before it waits for acknowledgements.
MOST_KEPT = 64
# Seconds between turns; in each a part of the sides write, so that there is always something under
# way. A hundred sides write 4,000 messages a second.
PAUSE, TURNS = 0.005, 5
FILLING = "x" * 96


def frames(arrived):
    """Opcode, payload and the place behind it, of each whole frame of a server."""
    place = 0
    while len(arrived) >= place + 2:
        count, start = arrived[place + 1], place + 2
        if count >= 126:
            start += 2 if count == 126 else 8
            if len(arrived) < start:
                return
            count = int.from_bytes(arrived[place + 2:start], "big")
        if len(arrived) < start + count:
            return
        opcode, place = arrived[place] & 15, start + count
        yield opcode, arrived[start:place], place


def by_writer(items):
    """The texts of a transcript in their order, by the number of the pair and the party."""
    found = collections.defaultdict(list)
    for item in items:
        if item["type"] == "message":
            found[tuple(map(int, item["text"].split()[:2]))].append(item["text"])
    return found


class Side:
    """One of two in a dialogue, through as many connections as it takes."""

    def __init__(self, pair, party):
        self.pair, self.party = pair, party
        self.path = ("/customer", "/agent")[party]
        self.written = self.received = 0
        # Numbers that the other has not acknowledged, and texts of the other.
        self.kept = []
        self.texts = []
        self.session = self.ended = self.closed = None
        self.may_write = False

    def text(self, number):
        return f"{self.pair} {self.party} {number} {FILLING}"

    async def connect(self, server, kind, **keys):
        host, port = server.consult.removeprefix("ws://").split(":")
        self.reader, self.writer = await asyncio.open_connection(host, int(port))
        self.may_write, self.closed = False, None
        self.writer.write(request(self.path))
        answer = await self.reader.readuntil(b"\r\n\r\n")
        assert b" 101 " in answer, answer
        self.say(kind, **keys)

    def say(self, kind, **keys):
        self.writer.write(frame(1, json.dumps({"type": kind, **keys}).encode()))

    async def follow(self):
        """Does what the server says until the connection ends."""
        arrived = b""
        while data := await self.reader.read(1 << 16):
            arrived += data
            place, before = 0, self.received
            for opcode, payload, place in frames(arrived):
                if opcode == 1:
                    self._hear(json.loads(payload))
                elif opcode == 2:
                    self._take(payload[4:] if self.party else payload)
                elif opcode == 8:
                    self.closed = int.from_bytes(payload[:2], "big")
                    self.writer.write(frame(8, payload[:2]))
            arrived = arrived[place:]
            if self.received > before and self.closed is None:
                self._send(head(self.party, 0) + head(1 - self.party, self.received))
        self.may_write = False
        self.writer.close()

    def _hear(self, message):
        kind = message["type"]
        if kind in ("welcome", "signed-in"):
            self.session = message["session"]
        elif kind == "connected":
            self.front = message["dialogue"].to_bytes(4, "big") if self.party else b""
            if not self.party:
                self._send(head(255, 0) + message["dialogue"].to_bytes(4, "big"))
            self.may_write = True
            if message.get("again"):
                self._send_again()
        elif kind == "resend" and self.may_write:
            self._send_again()
        elif kind == "ended":
            self.ended, self.may_write = message["reason"], False

    def _take(self, message):
        party, sequence = message[0], int.from_bytes(message[1:4], "big")
        if sequence == self.received + 1:
            self.received = sequence
            self.texts.append(message[4:].decode())
        elif sequence == 0 and party != 255:
            upto = int.from_bytes(message[5:8], "big")
            self.kept = [number for number in self.kept if number > upto]

    def _send(self, rest):
        self.writer.write(frame(2, self.front + rest))

    def _send_again(self):
        after = self.kept[0] - 1 if self.kept else self.written
        self._send(head(self.party, 0) + head(1 - self.party, self.received)
                   + head(self.party, after))
        for number in self.kept:
            self._send(head(self.party, number) + self.text(number).encode())

    def write(self):
        """One message, where there is room for one."""
        if self.may_write and len(self.kept) < MOST_KEPT:
            self.written += 1
            self.kept.append(self.written)
            self._send(head(self.party, self.written) + self.text(self.written).encode())


class Crowd(threading.Thread):
    """So many pairs that talk with the last of the servers, each of which may be killed."""

    def __init__(self, servers, page, numbers):
        super().__init__(daemon=True)
        self.servers, self.page = servers, page
        self.pairs = [(Side(number, 0), Side(number, 1)) for number in numbers]
        self.sides = [side for pair in self.pairs for side in pair]
        self.has_begun = threading.Event()
        self.shall_end = threading.Event()
        self.returns = 0
        self.fault = None

    def run(self):
        try:
            asyncio.run(self._live())
        except Exception as fault:  # shown by the test, on its own thread
            self.fault = fault

    @property
    def read(self):
        """Messages that have been read, by all."""
        return sum(side.received for side in self.sides)

    def reaches(self, count, wait=30):
        """Waits until so many messages have been read."""
        until = time.monotonic() + wait
        while self.read < count:
            assert self.fault is None, repr(self.fault)
            assert time.monotonic() < until, f"{self.read} of {count} messages were read"
            time.sleep(0.005)

    def finish(self, wait=30):
        """Nobody writes any more; waits until everything is acknowledged."""
        self.shall_end.set()
        self.join(wait)
        assert self.fault is None, repr(self.fault)
        kept = [(str(side.pair), side.party, side.kept) for side in self.sides if side.kept]
        assert not kept and not self.is_alive(), f"never acknowledged: {kept}"

    def written(self):
        """Of each side: who reads it, the texts that it has written, and how many of them were
        acknowledged to it."""
        for pair in self.pairs:
            for writer, reader in (pair, pair[::-1]):
                texts = [writer.text(number + 1) for number in range(writer.written)]
                yield reader, texts, writer.kept[0] - 1 if writer.kept else writer.written

    async def _live(self):
        stays = []
        for customer, agent in self.pairs:
            # One pair after the other: a customer gets whoever is free.
            server = self.servers[-1]
            name = f"seoul-{agent.pair}"
            await agent.connect(server, "sign-in", agent=name, token=token(server.key, name))
            agent.say("state", state="available")
            await customer.connect(
                server, "ask", code=self.page["code"], issuer=self.page["issuer"], question="?")
            stays += [asyncio.create_task(self._stay(side)) for side in (customer, agent)]
            while not (customer.may_write and agent.may_write):
                await self._pause(stays)
        turn = 0
        while not self.shall_end.is_set() or any(side.kept for side in self.sides):
            turn += 1
            for side in self.sides[turn % TURNS::TURNS]:
                if not self.shall_end.is_set():
                    side.write()
            await self._pause(stays)
            # What was acknowledged is on record, the session too.
            if all(side.received for side in self.sides):
                self.has_begun.set()
            if all(stay.done() for stay in stays):
                return
        for stay in stays:
            stay.cancel()

    @staticmethod
    async def _pause(stays):
        await asyncio.sleep(PAUSE)
        for stay in stays:
            if stay.done():
                stay.result()

    async def _stay(self, side):
        """Follows a connection, and the next one, until the server says that it is over."""
        while True:
            try:
                await side.follow()
            except OSError:
                side.may_write = False
            if side.closed is not None:
                assert side.closed in (1000, 1001), f"{side.text(0)}: closed with {side.closed}"
                return
            await self._come_back(side)

    async def _come_back(self, side):
        while True:
            try:
                await side.connect(self.servers[-1], "resume", session=side.session)
                self.returns += 1
                return
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.05)
