"""Sentences of docs/protocol.md that no other test says."""

from consultation import Agent, Connection, Customer
from shop import PAGE, shop

OFFERING = shop(1, dialogues=2).replace("    concurrency", "    wrap-up: {fixed: 20s}\n    concurrency")
OFFERING += "routing: {offer: {timeout: 30s}}\n"


def test_an_agent_who_comes_back_is_told_of_offers_and_wrap_ups_again(serve):
    server = serve(OFFERING)
    agent = Agent(server, "seoul-1").available()
    first, second = Customer(server), Customer(server)
    first.ask(server.page(*PAGE), "1")
    agent.say("accept", offer=agent.hear("offer")["offer"])
    agent.say("end", dialogue=agent.hear("connected")["dialogue"])
    wrap_up = agent.hear("wrap-up")
    second.ask(server.page(*PAGE), "2")
    offer = agent.hear("offer")
    for again in (Connection(server.consult, "/agent"), Connection(server.consult, "/agent")):
        again.say("resume", session=agent.session)
        assert again.hear("resumed")["dialogues"] == []
        assert again.hear("state")["state"] == "offered"
        rest = again.hear("wrap-up")
        assert rest["dialogue"] == wrap_up["dialogue"]
        assert 0 < rest["seconds"] < wrap_up["seconds"]
        stands = again.hear("offer")
        assert 0 < stands["expires_seconds"] < offer["expires_seconds"]
        assert (stands["offer"], stands["question"]) == (offer["offer"], "2")
    again.say("accept", offer=offer["offer"])
    second.hear("connected")


def test_a_code_may_be_written_in_capitals(serve):
    server = serve(shop(1))
    agent = Agent(server, "seoul-1").available()
    page = server.page(*PAGE)
    customer = Customer(server)
    customer.ask({**page, "code": page["code"].upper()}, "?")
    assert agent.hear("connected")["code"] == page["code"]


def test_reasons_are_words_and_what_is_wrong_with_a_message_is_a_sentence(serve):
    server = serve(shop(1))
    agent = Agent(server, "seoul-1")
    for kind, keys, reason in (
        ("end", {"dialogue": 7}, "no-dialogue"),
        ("accept", {"offer": 7}, "no-offer"),
        ("whom", {"code": "c1-ko"}, "unknown-code"),
        ("invite", {"reader": 1}, "not-offered"),
        ("sign-in", {"agent": "seoul-1", "token": "1.x"}, "no-session"),
        ("juggle", {}, "the type juggle is not known here"),
        ("end", {}, "dialogue is missing"),
        ("end", {"dialogue": -1}, "dialogue has a value that is not allowed"),
        ("state", {"state": "away", "reason": "가" * 201}, "reason has a value that is not allowed"),
    ):
        agent.say(kind, **keys)
        refused = agent.hear("refused")
        assert (refused["of"], refused["reason"]) == (kind, reason)
    agent.say("state", state="away", reason="가" * 200)
    while agent.hear("state").get("reason") != "가" * 200:
        pass
