# A part of what Autobahn checks, where its interpreter is not to be had: `subset.py ADDRESS`. Frames are
# made and read by wsproto; those that no good client makes, byte by byte. The last line of the output
# says how many cases passed and failed.
import os
import socket
import struct
import sys
from urllib.parse import urlparse

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    Request,
    TextMessage,
)

place = urlparse(sys.argv[1])


class Client:
    """One connection, whose protocol is wsproto's."""

    def __init__(self):
        self.socket = socket.create_connection((place.hostname, place.port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.protocol = WSConnection(ConnectionType.CLIENT)
        self.waiting = []
        self.send(Request(host=place.netloc, target="/"))
        assert isinstance(self.event(), AcceptConnection)

    def send(self, event):
        self.socket.sendall(self.protocol.send(event))

    def event(self):
        while not self.waiting:
            self.protocol.receive_data(self.socket.recv(1 << 20) or None)
            self.waiting = list(self.protocol.events())
        return self.waiting.pop(0)

    def message(self, kind):
        """The next whole message."""
        whole = "" if kind is TextMessage else b""
        while True:
            event = self.event()
            assert isinstance(event, kind), event
            whole += event.data
            if event.message_finished:
                return whole

    def code(self):
        """The code that the server closes with; messages before are passed over."""
        while True:
            event = self.event()
            if isinstance(event, CloseConnection):
                return event.code


def frame(first, payload, masked=True):
    """A frame with any first byte."""
    count = len(payload)
    bit = 0x80 if masked else 0
    if count < 126:
        head = struct.pack("!BB", first, bit | count)
    elif count < 65536:
        head = struct.pack("!BBH", first, bit | 126, count)
    else:
        head = struct.pack("!BBQ", first, bit | 127, count)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def echoes(kind, data):
    client = Client()
    client.send(kind(data=data))
    assert client.message(kind) == data
    client.send(CloseConnection(code=1000))
    assert client.code() == 1000


def fragments(parts, between=None):
    client = Client()
    for number, part in enumerate(parts):
        if between is not None:
            client.send(Ping(payload=between))
            answer = client.event()
            while not isinstance(answer, Pong):
                answer = client.event()
            assert bytes(answer.payload) == between
        client.send(TextMessage(data=part, message_finished=number == len(parts) - 1))
    if between is None:
        assert client.message(TextMessage) == "".join(parts)


def pong(payload):
    client = Client()
    client.send(Ping(payload=payload))
    answer = client.event()
    assert isinstance(answer, Pong) and bytes(answer.payload) == payload


def closes(code, *frames):
    client = Client()
    for piece in frames:
        client.socket.sendall(piece)
    assert client.code() == code


def spoilt(payload):
    closes(1007, frame(0x81, payload))


cases = {}
for size in (0, 1, 125, 126, 127, 128, 65535, 65536):
    cases[f"text of {size}"] = (echoes, TextMessage, "*" * size)
    cases[f"bytes of {size}"] = (echoes, BytesMessage, b"\xfe" * size)
for size in (0, 5, 125):
    cases[f"ping of {size}"] = (pong, b"\x00\xff\xfe\xfd\xfc" * (size // 5))
for bit in (0x40, 0x20, 0x10, 0x70):
    cases[f"reserved bits {bit:x}"] = (closes, 1002, frame(0x81 | bit, b"x"))
for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
    cases[f"opcode {opcode}"] = (closes, 1002, frame(0x80 | opcode, b""))
cases["no mask"] = (closes, 1002, frame(0x81, b"x", masked=False))
cases["long ping"] = (closes, 1002, frame(0x89, b"x" * 126))
cases["ping in parts"] = (closes, 1002, frame(0x09, b"x"))
cases["stray continuation"] = (closes, 1002, frame(0x80, b"x"))
cases["message in a message"] = (closes, 1002, frame(0x01, b"x"), frame(0x81, b"x"))
cases["too large a frame"] = (closes, 1009, frame(0x82, b"x" * 65537))
cases["parts"] = (fragments, ["κόσμε", "가나다", "🙂"])
cases["pings between parts"] = (fragments, ["a", "b", "c"], b"between")
for number, text in enumerate(
    (b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xce", b"\xff", b"\xf8\x88\x80\x80\x80")
):
    cases[f"no text {number}"] = (spoilt, text)
for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
    cases[f"close {code}"] = (closes, code, frame(0x88, struct.pack("!H", code)))
for code in (0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535):
    cases[f"forbidden close {code}"] = (closes, 1002, frame(0x88, struct.pack("!H", code)))
cases["close of one byte"] = (closes, 1002, frame(0x88, b"x"))
cases["close with a spoilt reason"] = (closes, 1007, frame(0x88, b"\x03\xe8\xce\xba\xe1\xbd"))

failed = 0
for name, (check, *arguments) in cases.items():
    try:
        check(*arguments)
    except Exception as fault:
        failed += 1
        print(f"{name}: {type(fault).__name__} {fault}")
print("a subset on wsproto, in place of Autobahn's cases")
print(f"{len(cases) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
