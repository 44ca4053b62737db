"""A consult server in miniature, made from docs/protocol.md: one line of customers, agents in the
order in which they became free, every agent may answer everything."""

import asyncio
import itertools
import json
import secrets
import threading
import time

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

RESUME_SECONDS = 20
WRAP_UP_SECONDS = 8
EXPIRES_SECONDS = 12


class Session:
    """A customer or an agent, whatever the connection."""

    def __init__(self, role):
        self.secret = secrets.token_urlsafe(32)
        self.role = role
        self.socket = None
        self.address = ""
        # A customer's.
        self.question = self.code = self.dialogue = None
        self.asked_at = time.monotonic()
        # An agent's.
        self.name = ""
        self.state, self.reason = "away", "signed in"
        self.dialogues, self.offers, self.wrapping = [], {}, set()


class Dialogue:
    """Who is in it, by party, and the highest number that each has written."""

    def __init__(self, number, matter):
        self.number, self.matter = number, matter
        self.parties, self.highest, self.roles = {}, {}, {}
        self.last = -1

    def add(self, session, role):
        self.last += 1
        self.parties[self.last], self.roles[self.last] = session, role
        self.highest[self.last] = 0
        return self.last

    def facts(self):
        return [{"party": party, "name": session.name, "role": self.roles[party]}
                for party, session in self.parties.items()]

    def party(self, session):
        return next((party for party, one in self.parties.items() if one is session), None)


class MockConsult:
    """Runs on a thread of its own until it is stopped."""

    def __init__(self, pages, issuer):
        # Paths at the information server, by code.
        self.pages, self.issuer = pages, issuer
        self.information = ""
        self.sessions, self.line, self.agents = {}, [], []
        self.dialogues, self.offers = {}, {}
        self.numbers = itertools.count(1)
        self.started = threading.Event()
        self.frames = []
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self.thread.start()
        assert self.started.wait(10)

    async def _run(self):
        self.loop, self.stopping = asyncio.get_running_loop(), asyncio.Event()
        async with serve(self._serve, "127.0.0.1", 0, compression=None) as server:
            self.port = server.sockets[0].getsockname()[1]
            self.started.set()
            await self.stopping.wait()

    def stop(self):
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join(10)

    async def _serve(self, socket):
        role = socket.request.path.strip("/")
        session = None
        try:
            async for frame in socket:
                if isinstance(frame, bytes):
                    self._relay(session, frame)
                    continue
                message = json.loads(frame)
                if session is None:
                    session = self._greet(role, message, socket)
                    if session is None:
                        return await socket.wait_closed()
                    continue
                getattr(self, "_" + message["type"].replace("-", "_"), self._unknown)(
                    session, message)
        except ConnectionClosed:
            pass
        finally:
            if session and session.socket is socket:
                session.socket = None

    # First messages.

    def _greet(self, role, message, socket):
        if message["type"] == "resume":
            session = self.sessions.get(message["session"])
            if session is None or session.role != role:
                self._close(socket, 4401)
                return None
            self._take_over(session, socket)
            self._come_back(session)
            return session
        if role == "agent":
            if message.get("token") != token(message.get("agent", "")):
                self._close(socket, 4401)
                return None
            return self._sign_in(message["agent"], socket)
        if message.get("code") not in self.pages or message.get("issuer") != self.issuer:
            self._close(socket, 4400)
            return None
        return self._ask(message, socket)

    def _take_over(self, session, socket):
        if session.socket is not None:
            self._close(session.socket, 4409)
        session.socket = socket
        session.address = "%s:%d" % socket.remote_address[:2]

    def _come_back(self, session):
        if session.role == "agent":
            self._say(session, "resumed")
            self._tell_state(session)
            for number in session.dialogues:
                self._rejoin(self.dialogues[number], session)
        elif session.dialogue is None:
            self._say(session, "resumed", state="waiting")
            self._tell_positions()
        else:
            self._say(session, "resumed", state="connected")
            self._rejoin(session.dialogue, session)

    def _rejoin(self, dialogue, session):
        party = dialogue.party(session)
        self._connect(dialogue, party)
        for other in dialogue.parties.values():
            if other is not session:
                self._say(other, "resend", dialogue=dialogue.number, party=party)

    def _ask(self, message, socket):
        session = Session("customer")
        self.sessions[session.secret] = session
        self._take_over(session, socket)
        session.code, session.question = message["code"], message["question"]
        self._say(session, "welcome", session=session.secret, resume_seconds=RESUME_SECONDS)
        self.line.append({"kind": "customer", "session": session})
        self._tell_positions()
        self._match()
        return session

    def _sign_in(self, name, socket):
        session = Session("agent")
        session.name = name
        self.sessions[session.secret] = session
        self.agents.append(session)
        self._take_over(session, socket)
        self._say(session, "signed-in", session=session.secret, resume_seconds=RESUME_SECONDS,
                  agent=name, location="home", chats=2)
        self._tell_state(session)
        return session

    # What customers say.

    def _leave(self, session, message):
        if session.dialogue:
            self._finish(session.dialogue, "customer")
        else:
            self.line = [one for one in self.line if one["session"] is not session]
            self._bid_farewell(session, "customer")
            self._tell_positions()

    def _moved(self, session, message):
        if session.role == "agent":
            return
        session.code = message["code"]
        if session.dialogue:
            session.dialogue.matter["code"] = session.code
            for other in session.dialogue.parties.values():
                if other is not session:
                    self._say(other, "moved", dialogue=session.dialogue.number,
                              code=session.code, **self._page(session.code))

    # What agents say.

    def _state(self, session, message):
        session.state, session.reason = message["state"], message.get("reason", "")
        self._tell_state(session)
        self._match()

    def _accept(self, session, message):
        request = session.offers.pop(message["offer"], None)
        if request is None:
            return self._say(session, "refused", of="accept", reason="no such offer")
        self._open(request, session)

    def _decline(self, session, message):
        request = session.offers.pop(message["offer"])
        self._say(session, "offer-ended", offer=message["offer"], reason="declined")
        self.line.insert(0, request)
        # To the end of the order.
        self.agents.remove(session)
        self.agents.append(session)
        self.loop.call_later(1, self._match)
        self._tell_state(session)

    def _end(self, session, message):
        dialogue = self.dialogues[message["dialogue"]]
        party = dialogue.party(session)
        if dialogue.roles[party] == "helper":
            del dialogue.parties[party]
            self._free(session, dialogue, "agent")
            for other in dialogue.parties.values():
                self._say(other, "left", dialogue=dialogue.number, party=party)
        else:
            self._finish(dialogue, "agent")

    def _wrapped_up(self, session, message):
        session.wrapping.discard(message["dialogue"])
        self._tell_state(session)
        self._match()

    def _help(self, session, message):
        dialogue = self.dialogues.get(message.get("dialogue"))
        self.line.insert(0, {
            "kind": "help", "session": session, "dialogue": dialogue, "code": message["code"],
            "question": message["question"]})
        self._match()

    def _transfer(self, session, message):
        dialogue = self.dialogues[message["dialogue"]]
        customer = dialogue.parties[0]
        for party in list(dialogue.parties):
            if party:
                self._say(customer, "left", dialogue=dialogue.number, party=party)
        customer.dialogue, customer.code = None, message["code"]
        self.agents.remove(session)
        self.agents.append(session)
        self.line.insert(0, {"kind": "customer", "session": customer})
        self._finish(dialogue, "agent", but=customer)
        self._tell_positions()

    def _unknown(self, session, message):
        self._say(session, "refused", of=message["type"], reason="unknown")

    # How customers and agents meet.

    def _match(self):
        for request in list(self.line):
            dialogue = request.get("dialogue")
            agent = next((one for one in self.agents if self._is_free(one, request, dialogue)), None)
            if agent is None:
                continue
            self.line.remove(request)
            number = next(self.numbers)
            agent.offers[number] = request
            self._say(agent, "offer", offer=number, expires_seconds=EXPIRES_SECONDS,
                      **self._matter(request))
            self._tell_state(agent)
            self.loop.call_later(EXPIRES_SECONDS, self._lapse, agent, number)

    def _is_free(self, agent, request, dialogue):
        return (agent.state == "available" and agent.socket is not None
                and agent is not request["session"] and not agent.offers
                and len(agent.dialogues) + len(agent.wrapping) < 2
                and (dialogue is None or agent not in dialogue.parties.values()))

    def _lapse(self, agent, number):
        request = agent.offers.pop(number, None)
        if request is not None:
            self._say(agent, "offer-ended", offer=number, reason="expired")
            self.line.insert(0, request)
            self._match()

    def _matter(self, request):
        asker = request["session"]
        code = request.get("code", asker.code)
        return {
            "kind": request["kind"], "code": code, "language": code.split("-")[1],
            "document": code.split("-")[2], "question": request.get("question", asker.question),
            "waited_seconds": round(time.monotonic() - asker.asked_at, 1),
            "from": asker.address if request["kind"] == "customer" else asker.name,
            **self._page(code)}

    def _page(self, code):
        path = self.pages.get(code)
        return {"page": path, "server": self.information} if path else {}

    def _open(self, request, agent):
        matter, asker = self._matter(request), request["session"]
        dialogue = request.get("dialogue")
        if dialogue:
            party = dialogue.add(agent, "helper")
            for other in dialogue.parties.values():
                if other is not agent:
                    self._say(other, "joined", dialogue=dialogue.number, party=party,
                              name=agent.name, role="helper")
            agent.dialogues.append(dialogue.number)
            self._connect(dialogue, party, matter)
        else:
            dialogue = Dialogue(next(self.numbers), matter)
            self.dialogues[dialogue.number] = dialogue
            self._begin(dialogue, asker, agent)
        self._tell_state(agent)
        self._tell_positions()

    def _begin(self, dialogue, asker, agent):
        if asker.role == "customer":
            dialogue.add(asker, "customer")
            asker.dialogue = dialogue
        else:
            dialogue.last = 0
            dialogue.add(asker, "agent")
            asker.dialogues.append(dialogue.number)
        dialogue.add(agent, "agent" if asker.role == "customer" else "helper")
        agent.dialogues.append(dialogue.number)
        for party in list(dialogue.parties):
            self._connect(dialogue, party)

    def _connect(self, dialogue, party, matter=None):
        session = dialogue.parties[party]
        facts = (matter or dialogue.matter) if session.role == "agent" else {}
        self._say(session, "connected", dialogue=dialogue.number, party=party,
                  parties=dialogue.facts(), **facts)

    def _finish(self, dialogue, reason, but=None):
        del self.dialogues[dialogue.number]
        for session in list(dialogue.parties.values()):
            if session is but:
                continue
            if session.role == "customer":
                self._bid_farewell(session, reason)
            else:
                self._free(session, dialogue, reason)
        self._match()

    def _bid_farewell(self, session, reason):
        self._say(session, "ended", reason=reason)
        del self.sessions[session.secret]
        if session.socket:
            self._close(session.socket, 1000)

    def _free(self, session, dialogue, reason):
        session.dialogues.remove(dialogue.number)
        self._say(session, "ended", dialogue=dialogue.number, reason=reason)
        session.wrapping.add(dialogue.number)
        self._say(session, "wrap-up", dialogue=dialogue.number, seconds=WRAP_UP_SECONDS)
        self._tell_state(session)
        self.loop.call_later(
            WRAP_UP_SECONDS, self._wrapped_up, session, {"dialogue": dialogue.number})

    # What is passed on and said.

    def _relay(self, session, frame):
        if session.role == "agent":
            dialogue, frame = self.dialogues.get(int.from_bytes(frame[:4], "big")), frame[4:]
        else:
            dialogue = session.dialogue
        if dialogue is None or dialogue.party(session) is None:
            return
        party, sequence = frame[0], int.from_bytes(frame[1:4], "big")
        if party != dialogue.party(session) or sequence > dialogue.highest[party] + 1:
            return self._close(session.socket, 4422)
        dialogue.highest[party] = max(dialogue.highest[party], sequence)
        self.frames.append((dialogue.number, party, sequence, frame[4:]))
        for other in dialogue.parties.values():
            if other is not session and other.socket:
                front = dialogue.number.to_bytes(4, "big") if other.role == "agent" else b""
                self._send(other.socket, front + frame)

    def _tell_positions(self):
        waiting = [one["session"] for one in self.line if one["kind"] == "customer"]
        for index, session in enumerate(waiting):
            self._say(session, "waiting", position=index + 1,
                      **({"expected_wait_seconds": 90 * (index + 1)} if self.agents else {}))

    def _tell_state(self, agent):
        state = agent.state
        if state == "available":
            state = ("offered" if agent.offers else "busy" if agent.dialogues
                     else "wrap-up" if agent.wrapping else "available")
        self._say(agent, "state", state=state, reason=agent.reason)

    def _say(self, session, kind, /, **keys):
        if session.socket:
            self._send(session.socket, json.dumps({"type": kind, **keys}))

    # In the order in which it was asked for.

    def _send(self, socket, frame):
        self._then(socket, lambda: socket.send(frame))

    def _close(self, socket, code):
        self._then(socket, lambda: socket.close(code))

    def _then(self, socket, action):
        before = getattr(socket, "last_action", None)

        async def act():
            if before:
                await asyncio.wait([before])
            try:
                await action()
            except ConnectionClosed:
                pass

        socket.last_action = self.loop.create_task(act())


def token(agent):
    """What an agent signs in with."""
    return "token-of-" + agent
