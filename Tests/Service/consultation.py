"""Customers and agents of a consult server, written from docs/protocol.md alone."""

import json
import queue
import threading
import time

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from running_server import token

WAIT = 10


def head(party, sequence):
    """The four bytes in front of a text."""
    return bytes([party]) + sequence.to_bytes(3, "big")


def number(frame):
    """Party and sequence number of a head."""
    return frame[0], int.from_bytes(frame[1:4], "big")


class Connection:
    """A WebSocket: control messages and dialogue messages as they come, in two queues."""

    def __init__(self, address, path, **options):
        self.socket = connect(address + path, compression=None, max_size=None, legacy=True, **options)
        # Where the server sees it come from.
        self.place = "%s:%d" % self.socket.socket.getsockname()
        self.controls = queue.Queue()
        self.messages = queue.Queue()
        self.news = []
        self.closed = None
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        try:
            for frame in self.socket:
                if isinstance(frame, str):
                    message = json.loads(frame)
                    if message["type"] in ("joined", "left", "resend"):
                        self.news.append(message)
                    self.controls.put(message)
                else:
                    self.messages.put(frame)
        except ConnectionClosed:
            pass
        self.closed = self.socket.close_code
        self.controls.put(None)

    def say(self, kind, **keys):
        self.socket.send(json.dumps({"type": kind, **keys}))

    def hear(self, kind, wait=WAIT):
        """The next control message of a kind; others before it are passed over."""
        until = time.monotonic() + wait
        while True:
            message = self.controls.get(timeout=max(until - time.monotonic(), 0.01))
            assert message is not None, f"closed with {self.closed} before {kind}"
            if message["type"] == kind:
                return message

    def take_news(self, dialogue):
        """Who joined a dialogue (None: the only one), left it or is back, since the last time."""
        news = [message for message in self.news if dialogue in (None, message["dialogue"])]
        for message in news:
            self.news.remove(message)
        return news

    def close_code(self, wait=WAIT):
        self.reader.join(wait)
        assert not self.reader.is_alive(), "the connection was not closed"
        return self.closed

    def cut(self):
        """Ends the connection without a word, as a lost network does."""
        self.socket.socket.shutdown(2)
        self.reader.join(WAIT)


class Dialogue:
    """One party's side of a dialogue: numbers, acknowledgements, what is kept and what is dropped."""

    def __init__(self, connection, connected, is_agent):
        self.party = connected["party"]
        self.written = 0
        self.kept = {}
        self.others = {}
        self.received = {}
        # In which run of the server each other party joined.
        self.runs = {}
        self.texts = []
        self.attach(connection, connected, is_agent)

    def attach(self, connection, connected, is_agent):
        """Goes on, or begins, in a connection that `connected` came over."""
        self.connection = connection
        self.number = connected["dialogue"]
        # Has been here before and knows nothing of it: the server says how far it had written.
        self.is_forgetful = bool(connected.get("again")) and not (self.written or self.received)
        self.front = self.number.to_bytes(4, "big") if is_agent else b""
        if not is_agent:
            self._send(255, 0, self.number.to_bytes(4, "big"))
        there = {facts["party"] for facts in connected["parties"]} - {self.party}
        for facts in connected["parties"]:
            self._know(facts)
        self.others = {party: self.others.get(party, self._first() - 1) for party in there}
        if connected.get("again"):
            self.resend()

    def _know(self, facts):
        """Who joined in another run is another party, of whom nothing is known yet."""
        party, run = facts["party"], facts.get("run")
        if self.runs.get(party, run) != run:
            self.others.pop(party, None)
            self.received.pop(party, None)
        self.runs[party] = run

    def _first(self):
        """The number of the first message that is kept, or of the next one."""
        return min(self.kept, default=self.written + 1)

    def _send(self, party, sequence, rest):
        self.connection.socket.send(self.front + head(party, sequence) + rest)

    def write(self, text, send=True):
        self.follow()
        self.written += 1
        self.kept[self.written] = text
        if send:
            self._send(self.party, self.written, text.encode())

    def resend(self):
        """Sends again what somebody has not acknowledged."""
        # From where the one goes on who has least, a server that was started anew takes everything.
        for party in sorted(self.others, key=self.others.get):
            self._resend(party)

    def _resend(self, party):
        after = self.others[party]
        received = head(party, self.received.get(party, 0))
        self._send(self.party, 0, received + head(self.party, after))
        for sequence in sorted(self.kept):
            if sequence > after:
                self._send(self.party, sequence, self.kept[sequence].encode())

    def follow(self):
        """Does what the news of who is there asks for."""
        for message in self.connection.take_news(self.number if self.front else None):
            party = message["party"]
            if message["type"] == "left":
                self.others.pop(party, None)
                self._drop()
            else:
                if message["type"] == "joined":
                    self._know(message)
                self.others.setdefault(party, self._first() - 1)
                self._resend(party)

    def _recall(self, upto):
        if not self.is_forgetful or not upto:
            return
        self.is_forgetful = False
        self.written = upto
        self.others = dict.fromkeys(self.others, upto)
        self.resend()

    def acknowledge(self, party):
        self._send(self.party, 0, head(party, self.received.get(party, 0)))

    def _drop(self):
        last = min(self.others.values(), default=0)
        self.kept = {number: text for number, text in self.kept.items() if number > last}

    def take(self, wait=WAIT):
        """Takes the next frame of this dialogue; the text of a new message, None of any other."""
        self.follow()
        frame = self.connection.messages.get(timeout=wait)
        if self.front:
            assert frame[:4] == self.front
            frame = frame[4:]
        party, sequence = number(frame)
        if sequence == 0:
            writer, upto = number(frame[4:8])
            if party == 255:
                self._recall(upto)
                return None
            assert writer == self.party
            # Of who has left meanwhile nothing is awaited any more.
            if party in self.others:
                self.others[party] = max(self.others[party], upto)
            self._drop()
            if len(frame) == 12:
                after = number(frame[8:])[1]
                self.received[party] = max(self.received.get(party, 0), after)
            return None
        # What comes twice is dropped; and what overtook messages that come again behind it.
        if sequence != self.received.get(party, 0) + 1:
            return None
        self.received[party] = sequence
        self.texts.append((party, frame[4:].decode()))
        return self.texts[-1][1]

    def read(self, wait=WAIT):
        """The text of the next message."""
        until = time.monotonic() + wait
        while True:
            text = self.take(max(until - time.monotonic(), 0.01))
            if text is not None:
                return text


class Customer(Connection):
    def __init__(self, server):
        super().__init__(server.consult, "/customer", **server.options)

    def ask(self, page, question):
        self.say("ask", code=page["code"], issuer=page["issuer"], question=question)
        self.session = self.hear("welcome")["session"]

    def resume(self, session):
        self.say("resume", session=session)
        self.session = session
        return self.hear("resumed")["state"]

    def dialogue(self):
        return Dialogue(self, self.hear("connected"), is_agent=False)


class Agent(Connection):
    def __init__(self, server, name=None):
        super().__init__(server.consult, "/agent", **server.options)
        if name:
            self.say("sign-in", agent=name, token=token(server.key, name))
            self.session = self.hear("signed-in")["session"]
            self.name = name

    def available(self):
        self.say("state", state="available")
        return self

    def resume(self, session):
        self.say("resume", session=session)
        self.session = session
        return self.hear("resumed")

    def dialogue(self):
        self.connected = self.hear("connected")
        return Dialogue(self, self.connected, is_agent=True)
