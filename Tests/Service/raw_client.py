"""Clients that owe the server nothing: plain sockets, frames made byte by byte; and what is seen of
a server from outside."""

import json
import os
import socket
import struct
import threading
import time
import urllib.request

from running_server import token

MASK = b"\x12\xf3\x00\x9b"
WAIT = 15


def frame(opcode, payload=b"", final=True):
    """A frame as a client sends it."""
    head = bytes([opcode | (0x80 if final else 0)])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 65_536:
        head += b"\xfe" + struct.pack(">H", len(payload))
    else:
        head += b"\xff" + struct.pack(">Q", len(payload))
    padded = payload + b"\0" * (-len(payload) % 4)
    mask = int.from_bytes(MASK * (len(padded) // 4), "big")
    masked = (int.from_bytes(padded, "big") ^ mask).to_bytes(len(padded), "big")
    return head + MASK + masked[: len(payload)]


def request(path, *fields):
    """A request for a WebSocket."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket",
             "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
             "Sec-WebSocket-Version: 13", *fields, "", ""]
    return "\r\n".join(lines).encode()


class Raw:
    """A connection to the consult server, and what arrived on it."""

    def __init__(self, server, source="127.0.0.1", room=None):
        host, port = server.consult.removeprefix("ws://").split(":")
        self.socket = socket.socket()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # What is written has to go to the server, and not into a large room here.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        if source != "127.0.0.1":
            self.socket.bind((source, 0))
        self.socket.settimeout(WAIT)
        self.socket.connect((host, int(port)))
        self.arrived = b""
        self.fields = server.fields

    def send(self, data):
        self.socket.sendall(data)

    def say(self, kind, **keys):
        self.send(frame(1, json.dumps({"type": kind, **keys}).encode()))

    def open(self, path, *fields):
        """Opens the WebSocket."""
        self.send(request(path, *self.fields, *fields))
        status = self.status()
        assert status == 101, status
        return self

    def status(self):
        """The status of the answer to the request."""
        while b"\r\n\r\n" not in self.arrived:
            assert self._fill(), f"ended after {self.arrived!r}"
        head, self.arrived = self.arrived.split(b"\r\n\r\n", 1)
        return int(head.split()[1])

    def _fill(self):
        data = self.socket.recv(65_536)
        self.arrived += data
        return bool(data)

    def _take(self, count):
        while len(self.arrived) < count:
            if not self._fill():
                raise EOFError
        data, self.arrived = self.arrived[:count], self.arrived[count:]
        return data

    def frame(self):
        """The next frame: opcode and payload."""
        first, count = self._take(2)
        if count >= 126:
            count = int.from_bytes(self._take(2 if count == 126 else 8), "big")
        return first & 15, self._take(count)

    def message(self):
        """The next message of a dialogue, acknowledgements left out, without what is in front."""
        while True:
            opcode, payload = self.frame()
            if opcode == 2:
                return payload
            assert opcode != 8, f"closed with {payload[:2].hex()}"

    def hear(self, kind):
        """The next control message of a kind."""
        while True:
            opcode, payload = self.frame()
            assert opcode != 8, f"closed with {int.from_bytes(payload[:2], 'big')}"
            if opcode == 1 and json.loads(payload)["type"] == kind:
                return json.loads(payload)

    def close_code(self):
        """The code of the close frame; None if the connection just ended."""
        try:
            while True:
                opcode, payload = self.frame()
                if opcode == 8:
                    return int.from_bytes(payload[:2], "big")
        except (EOFError, ConnectionError):
            return None

    def leave(self):
        self.socket.close()

    def reset(self):
        """Ends the connection as a program that crashes does."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def head(party, sequence):
    return bytes([party]) + sequence.to_bytes(3, "big")


class RawPair:
    """A customer and an agent in a dialogue."""

    def __init__(self, server, page, name, customer_room=None, agent_room=None):
        self.agent = Raw(server, room=agent_room).open("/agent")
        self.token = token(server.key, name)
        self.agent.say("sign-in", agent=name, token=self.token)
        self.agent.hear("signed-in")
        self.agent.say("state", state="available")
        self.customer = Raw(server, room=customer_room).open("/customer")
        self.customer.say("ask", code=page["code"], issuer=page["issuer"], question="?")
        self.session = self.customer.hear("welcome")["session"]
        self.customer.hear("connected")
        self.number = self.agent.hear("connected")["dialogue"].to_bytes(4, "big")
        self.customer.send(frame(2, head(255, 0) + self.number))
        self.written = 0

    def exchange(self, text=b"are you there?"):
        """From the customer to the agent and back; seconds."""
        self.written += 1
        began = time.monotonic()
        self.customer.send(frame(2, head(0, self.written) + text))
        assert self.agent.message() == self.number + head(0, self.written) + text
        self.agent.send(frame(2, self.number + head(1, self.written) + text))
        assert self.customer.message() == head(1, self.written) + text
        return time.monotonic() - began

    def end(self):
        self.agent.say("end", dialogue=int.from_bytes(self.number, "big"))
        assert self.customer.close_code() == 1000
        self.leave()

    def leave(self):
        self.customer.leave()
        self.agent.leave()


class Talking:
    """A pair that talks in a thread of its own: `with Talking(pair) as talk: …`."""

    def __init__(self, pair, pause=0.005):
        self.pair = pair
        self.pause = pause
        self.seconds = []
        self.fault = None
        self._shall_stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            while not self._shall_stop.wait(self.pause):
                self.seconds.append(self.pair.exchange())
        except Exception as fault:
            self.fault = fault

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._shall_stop.set()
        self._thread.join()
        if self.fault:
            raise self.fault

    def percentile(self, share):
        return sorted(self.seconds)[int(len(self.seconds) * share)]


def metrics(server):
    """What the server counts: `{"name{labels}": value}`."""
    with urllib.request.urlopen(server.addresses["information"] + "/metrics", timeout=WAIT) as page:
        lines = page.read().decode().splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def ended(server, reason):
    """Connections that the relay ended for a reason."""
    return metrics(server)[f'sangdam_relay_ended_total{{reason="{reason}"}}']


def closed(server, code):
    """Connections that were closed with a code of the protocol."""
    return metrics(server)[f'sangdam_closed_total{{code="{code}"}}']


def reaches(count, value, wait=WAIT):
    """Waits until a count has a value: some are brought up to date twice a second."""
    until = time.monotonic() + wait
    while (found := count()) != value:
        assert time.monotonic() < until, f"{found}, not {value}"
        time.sleep(0.05)


def peak_bytes(server):
    """What the server held resident at its peak."""
    with open(f"/proc/{server.process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def refused_sign_ins(server, reason):
    """Agents who were not let in for a reason."""
    return metrics(server)[f'sangdam_sign_ins_refused_total{{reason="{reason}"}}']
