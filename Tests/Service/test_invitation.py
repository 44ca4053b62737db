"""Readers who are invited, and colleagues who are suggested, over the wire."""

import time

from consultation import Agent, Customer
from shop import PAGE

SHOP = """
sangdam: 1
name: service
length: 8h
locations: [{id: home}, {id: osaka}]
demand:
  - name: televisions
    code: {language: ko, document: "52161505"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: seoul, count: 2, languages: {ko: 1.0}, documents: {"52": 1.0}}
  - {name: osaka, count: 1, location: osaka, languages: {ko: 0.5, ja: 1}, documents: {"*": 1}}
routing:
  offer: {timeout: 20s}
  rings: [{after: 60s, location: osaka}]
"""



class Reader(Customer):
    """Somebody who reads a page."""

    def __init__(self, server, page=PAGE, **keys):
        super().__init__(server)
        self.page = server.page(*page)
        self.say("read", code=self.page["code"], issuer=self.page["issuer"], **keys)

    def accept(self, invited, **keys):
        self.say("ask", code=self.page["code"], issuer=self.page["issuer"], question="",
                 invitation=invited["invitation"], **keys)
        self.session = self.hear("welcome")["session"]


def watching(server, name):
    agent = Agent(server, name).available()
    agent.say("readers", show=True)
    return agent


def sees(agent, count):
    """The readers that an agent is shown, once they are so many."""
    while True:
        told = agent.hear("reading")
        if len(told["readers"]) == count:
            assert told["count"] == count
            return told["readers"]


def metrics(server):
    lines = [line.split() for line in server.read("/metrics").splitlines() if line[0] != "#"]
    return {name: float(value) for name, value in lines}


def test_a_reader_who_accepts_talks_with_whom_he_was_invited_by(serve):
    server = serve(SHOP, "--invite")
    agent, other = watching(server, "seoul-1"), watching(server, "seoul-2")
    reader = Reader(server)
    (seen,) = sees(agent, 1)
    assert seen["code"] == reader.page["code"] and seen["page"] == reader.page["path"]
    assert (seen["language"], seen["document"]) == PAGE
    assert 0 <= seen["since_seconds"] < 5 and "invited_by" not in seen
    # Nothing is said of who it is.
    assert set(seen) == {"reader", "code", "page", "language", "document", "since_seconds"}
    sees(other, 1)
    other.say("invite", reader=seen["reader"])
    invited = reader.hear("invited")
    assert invited["name"] == "seoul-2" and invited["seconds"] == 30
    assert sees(agent, 1)[0]["invited_by"] == "seoul-2"
    reader.accept(invited)
    assert other.hear("invitation-ended")["reason"] == "accepted"
    asked, answered = reader.dialogue(), other.dialogue()
    answered.write("무엇을 도와 드릴까요?")
    assert asked.read() == "무엇을 도와 드릴까요?"
    assert sees(agent, 0) == []
    other.say("end", dialogue=answered.number)
    assert reader.close_code() == 1000


def test_who_declines_is_not_seen_any_more_and_may_still_ask(serve):
    server = serve(SHOP, "--invite")
    agent = watching(server, "seoul-1")
    reader = Reader(server)
    agent.say("invite", reader=sees(agent, 1)[0]["reader"])
    reader.say("dismiss", invitation=reader.hear("invited")["invitation"])
    assert agent.hear("invitation-ended")["reason"] == "declined"
    assert sees(agent, 0) == []
    reader.ask(reader.page, "그런데 하나 여쭤볼게요")
    offer = agent.hear("offer")
    assert offer["from"] == reader.place
    agent.say("accept", offer=offer["offer"])
    assert reader.hear("connected")["party"] == 0


def test_an_invitation_lapses_and_a_reader_who_leaves_is_gone(serve):
    server = serve(SHOP, "--invite", "--invitation-seconds", "1")
    agent = watching(server, "seoul-1")
    reader = Reader(server)
    agent.say("invite", reader=sees(agent, 1)[0]["reader"])
    invited = reader.hear("invited")
    assert reader.hear("invitation-ended") == {
        "type": "invitation-ended", "invitation": invited["invitation"], "reason": "expired"}
    assert agent.hear("invitation-ended")["reason"] == "expired"
    # To a page that this agent may not answer, and back.
    reader.say("moved", code=server.page("ko", "43211507")["code"])
    assert sees(agent, 0) == []
    reader.say("moved", code=reader.page["code"])
    sees(agent, 1)
    reader.cut()
    assert sees(agent, 0) == []
    # An invitation that has lapsed, shown by another: routed as anybody.
    late = Reader(server)
    late.accept(invited)
    offer = agent.hear("offer")
    assert (offer["question"], offer["position"]) == ("", 1)


def test_an_invitation_stands_on_the_next_page(serve):
    server = serve(SHOP, "--invite")
    agent = watching(server, "seoul-1")
    reader = Reader(server)
    number = sees(agent, 1)[0]["reader"]
    agent.say("invite", reader=number)
    invited = reader.hear("invited")
    assert invited["resume_seconds"] == 60 and len(invited["session"]) == 43
    # A page is left: its connection ends, and the next one's may be there before.
    reader.cut()
    time.sleep(1.2)
    second = Reader(server, session=invited["session"])
    again = second.hear("invited")
    assert {**again, "seconds": 30} == invited and again["seconds"] < 29
    third = Reader(server, session=invited["session"])
    assert third.hear("invited")["invitation"] == invited["invitation"]
    assert second.close_code() == 4409
    # To a page that this agent may not answer, and there the invitation is accepted.
    third.cut()
    fourth = Reader(server, ("ko", "43211507"), session=invited["session"])
    fourth.hear("invited")
    assert sees(agent, 0) == []
    fourth.accept(invited)
    assert agent.hear("invitation-ended") == {
        "type": "invitation-ended", "reader": number, "reason": "accepted"}
    # The session was the reader's, and is no customer's.
    late = Reader(server, session=invited["session"])
    assert sees(agent, 1)[0]["reader"] != number
    late.say("leave")
    assert late.hear("refused")["reason"] == "no-session"
    stranger = Customer(server)
    stranger.say("resume", session=invited["session"])
    assert stranger.close_code() == 4401


def test_an_invited_reader_who_does_not_come_back_in_time_has_left(serve):
    server = serve(SHOP, "--invite", "--resume-seconds", "0.5")
    agent = watching(server, "seoul-1")
    reader = Reader(server)
    number = sees(agent, 1)[0]["reader"]
    agent.say("invite", reader=number)
    invited = reader.hear("invited")
    reader.cut()
    assert agent.hear("invitation-ended") == {
        "type": "invitation-ended", "reader": number, "reason": "left"}
    assert sees(agent, 0) == []
    # Somebody new, as far as anybody can see; so is who shows what was never given out.
    Reader(server, session=invited["session"])
    Reader(server, session="guess")
    seen = sees(agent, 2)
    assert number not in [one["reader"] for one in seen]
    assert not any("invited_by" in one for one in seen)


def test_agents_see_only_what_they_may_answer_and_only_if_they_want(serve):
    server = serve(SHOP, "--invite")
    osaka, agent = watching(server, "osaka-1"), Agent(server, "seoul-1").available()
    reader = Reader(server)
    agent.say("readers", show=True)
    number = sees(agent, 1)[0]["reader"]
    assert sees(osaka, 0) == []
    osaka.say("invite", reader=number)
    assert osaka.hear("refused")["reason"] == "no-reader"
    agent.say("readers", show=False)
    agent.say("state", state="away", reason="lunch")
    agent.say("invite", reader=number)
    assert agent.hear("refused")["reason"] == "not-free"
    reader.say("leave")
    assert reader.hear("refused")["reason"] == "no-session"


def test_readers_are_few_counted_and_turned_away(serve):
    server = serve(SHOP, "--invite", "--readers", "2")
    readers = [Reader(server) for _ in range(2)]
    agent = watching(server, "seoul-1")
    sees(agent, 2)
    assert Reader(server).close_code() == 1013
    readers[0].cut()
    sees(agent, 1)
    Reader(server)
    sees(agent, 2)
    wrong = Customer(server)
    wrong.say("read", code="c1-ko-52161505-000-0000-0", issuer="service")
    assert wrong.close_code() == 4400
    until = time.monotonic() + 10
    while metrics(server)["sangdam_readers_total"] < 3 and time.monotonic() < until:
        time.sleep(0.1)
    figures = metrics(server)
    assert figures["sangdam_readers_total"] == 3
    assert figures["sangdam_readers_turned_away_total"] == 1
    assert figures["sangdam_readers_now"] == 2


def test_without_invite_nobody_reads_and_pages_do_not_say_so(serve):
    server = serve(SHOP)
    assert "data-consult-invite" not in server.read(server.page(*PAGE)["path"])
    reader = Reader(server)
    assert reader.hear("refused")["reason"] == "not-offered"
    reader.ask(reader.page, "?")
    agent = Agent(server, "seoul-1")
    agent.say("readers", show=True)
    assert agent.hear("refused") == {"type": "refused", "of": "readers", "reason": "not-offered"}


def test_colleagues_are_suggested_for_a_page(serve):
    server = serve(SHOP)
    agent = Agent(server, "seoul-1").available()
    page = server.page(*PAGE)
    agent.say("whom", code=page["code"])
    assert agent.hear("suggestions")["agents"] == []
    other, osaka = Agent(server, "seoul-2").available(), Agent(server, "osaka-1").available()
    agent.say("whom", code=page["code"])
    told = agent.hear("suggestions")
    assert told["code"] == page["code"]
    assert told["agents"] == [
        {"name": "seoul-2", "location": "home", "languages": ["ko"], "score": 1,
         "state": "available", "free": 1},
        {"name": "osaka-1", "location": "osaka", "languages": ["ko", "ja"], "score": 0.5,
         "state": "available", "free": 1}]
    other.say("state", state="away", reason="lunch")
    osaka.say("help", code=page["code"], question="?")
    offer = agent.hear("offer")
    agent.say("accept", offer=offer["offer"])
    agent.hear("connected")
    osaka.say("whom", code=page["code"])
    assert osaka.hear("suggestions")["agents"] == [
        {"name": "seoul-1", "location": "home", "languages": ["ko"], "score": 1, "state": "busy",
         "free": 0}]
    agent.say("whom", code="nonsense")
    assert agent.hear("refused") == {"type": "refused", "of": "whom", "reason": "unknown-code"}
