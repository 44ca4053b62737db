"""Consultations over the wire: asked, answered, resumed, refused."""

import contextlib
import queue
import random
import time

import pytest

from consultation import Agent, Connection, Customer, token
from shop import PAGE, shop

SHOP = shop(agents=2, dialogues=2)


def talk(server):
    """A customer and an agent in a dialogue."""
    agent = Agent(server, "seoul-1").available()
    customer = Customer(server)
    customer.ask(server.page(*PAGE), "맞나요?")
    return customer, customer.dialogue(), agent, agent.dialogue()


def test_a_question_is_answered_and_the_consultation_ends(serve):
    customer, asked, agent, answered = talk(serve(SHOP))
    assert agent.connected["question"] == "맞나요?"
    assert agent.connected["kind"] == "customer"
    assert agent.connected["from"] == customer.place
    assert [party["role"] for party in agent.connected["parties"]] == ["customer", "agent"]
    asked.write("안녕하세요")
    assert answered.read() == "안녕하세요"
    answered.write("네 👍")
    assert asked.read() == "네 👍"
    answered.acknowledge(0)
    asked.take()
    assert asked.kept == {}
    agent.say("end", dialogue=answered.number)
    assert customer.hear("ended")["reason"] == "agent"
    assert customer.close_code() == 1000


def test_who_waits_learns_the_position_and_is_taken_in_turn(serve):
    server = serve(SHOP)
    waiting = []
    for number in range(3):
        waiting.append(Customer(server))
        waiting[-1].ask(server.page(*PAGE), f"question {number}")
        assert waiting[-1].hear("waiting")["position"] == number + 1
    waiting[0].say("leave")
    assert waiting[0].hear("ended")["reason"] == "customer"
    assert waiting[1].hear("waiting")["position"] == 1
    agent = Agent(server, "seoul-2").available()
    assert agent.dialogue().number != agent.dialogue().number
    assert agent.connected["question"] == "question 2"


def test_who_waits_learns_how_long_once_four_were_taken(serve):
    server = serve(shop(agents=1))
    agent = Agent(server, "seoul-1")
    customers = [Customer(server) for _ in range(25)]
    began = time.monotonic()
    for customer in customers:
        customer.ask(server.page(*PAGE), "how long?")
    agent.available()
    for start in range(7):
        dialogue = agent.hear("connected")["dialogue"]
        taken = time.monotonic()
        if start < 6:
            time.sleep(0.5)
            agent.say("end", dialogue=dialogue)
    last = customers[-1]
    told = [last.hear("waiting")]
    while told[-1]["position"] > 18:
        told.append(last.hear("waiting"))
    for news in told:
        assert ("expected_wait_seconds" in news) == (news["position"] <= 25 - 4), told
    # In whole seconds the position times the mean time between the seven starts.
    assert abs(told[-1]["expected_wait_seconds"] - 18 * (taken - began) / 7) < 1
    # With nobody there, nobody knows.
    agent.say("state", state="away", reason="lunch")
    agent.say("end", dialogue=dialogue)
    news = last.hear("waiting")
    assert news["position"] == 18 and "expected_wait_seconds" not in news


def test_a_customer_who_loses_the_connection_comes_back_without_loss(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    asked.write("one")
    assert answered.read() == "one"
    customer.cut()
    asked.write("two", send=False)
    for text in ["a", "b", "c"]:
        answered.write(text)
    again = Customer(server)
    assert again.resume(customer.session) == "connected"
    asked.attach(again, again.hear("connected"), is_agent=False)
    assert agent.hear("resend")["party"] == 0
    answered.follow()
    assert [asked.read() for _ in range(3)] == ["a", "b", "c"]
    assert answered.read() == "two"
    asked.write("three")
    assert answered.read() == "three"
    assert answered.texts == [(0, "one"), (0, "two"), (0, "three")]


def test_an_agent_who_loses_the_connection_comes_back_to_all_dialogues(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    agent.cut()
    asked.write("are you there?")
    again = Agent(server)
    assert again.resume(agent.session)["dialogues"] == [answered.number]
    answered.attach(again, again.hear("connected"), is_agent=True)
    assert customer.hear("resend")["party"] == 1
    asked.follow()
    assert answered.read() == "are you there?"


def test_the_agent_is_shown_the_port_that_the_customer_came_back_from(serve):
    customer, asked, agent, answered = talk(server := serve(SHOP))
    customer.cut()
    again = Customer(server)
    assert again.resume(customer.session) == "connected"
    agent.hear("resend")
    agent.cut()
    here = Agent(server)
    here.resume(agent.session)
    assert again.place != customer.place
    assert here.hear("connected")["from"] == again.place


def test_a_place_in_the_queue_survives_a_lost_connection(serve):
    server = serve(SHOP)
    first, second = Customer(server), Customer(server)
    for customer in (first, second):
        customer.ask(server.page(*PAGE), "?")
    first.cut()
    again = Customer(server)
    assert again.resume(first.session) == "waiting"
    assert again.hear("waiting")["position"] == 1


def test_who_does_not_come_back_in_time_has_left(serve):
    server = serve(SHOP, "--resume-seconds", "0.5")
    customer, _, agent, answered = talk(server)
    customer.cut()
    ended = agent.hear("ended")
    assert (ended["reason"], ended["dialogue"]) == ("lost", answered.number)
    late = Customer(server)
    late.say("resume", session=customer.session)
    assert late.close_code() == 4401


def test_a_session_that_goes_on_elsewhere_closes_the_old_connection(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    again = Customer(server)
    assert again.resume(customer.session) == "connected"
    assert customer.close_code() == 4409
    asked.attach(again, again.hear("connected"), is_agent=False)
    asked.write("here now")
    assert answered.read() == "here now"


def test_a_connection_that_comes_late_does_not_take_the_session(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    customer.cut()
    late, again = Customer(server), Customer(server)
    assert again.resume(customer.session) == "connected"
    asked.attach(again, again.hear("connected"), is_agent=False)
    # Given up before, but its first message arrives only now.
    late.say("resume", session=customer.session)
    assert late.close_code() == 4409
    late, again = Connection(server.consult, "/agent"), Agent(server, "seoul-1")
    answered.attach(again, again.hear("connected"), is_agent=True)
    late.say("sign-in", agent="seoul-1", token=token(server.key, "seoul-1"))
    assert late.close_code() == 4409
    asked.write("still here")
    answered.follow()
    assert answered.read() == "still here"


def test_what_was_written_to_one_agent_does_not_reach_the_next(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    asked.write("one")
    assert answered.read() == "one"
    other = Agent(server, "seoul-2").available()
    agent.say("state", state="away", reason="tea")
    agent.say("transfer", dialogue=answered.number, code=server.page(*PAGE)["code"])
    assert customer.hear("left")["party"] == 1
    again = customer.hear("connected")
    assert again["dialogue"] != asked.number and "again" not in again
    # On their way before the customer knew.
    asked.write("two")
    asked.write("three")
    asked.attach(customer, again, is_agent=False)
    asked.written, asked.kept, asked.received = 0, {}, {}
    asked.write("new")
    assert other.dialogue().read() == "new"


def test_help_joins_the_dialogue_and_leaves_it(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    helper = Agent(server, "seoul-2").available()
    agent.say(
        "help", dialogue=answered.number, code=server.page(*PAGE)["code"], question="which one?")
    helping = helper.dialogue()
    assert helper.connected["kind"] == "help" and helper.connected["from"] == "seoul-1"
    assert helping.party == 2 and customer.hear("joined")["role"] == "helper"
    asked.write("the one in the window")
    assert answered.read() == helping.read() == "the one in the window"
    helping.write("the large one")
    assert asked.read() == answered.read() == "the large one"
    helper.say("end", dialogue=helping.number)
    assert customer.hear("left")["party"] == 2
    asked.write("thank you")
    assert answered.read() == "thank you"


def test_a_helper_takes_the_customer_over(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    helper = Agent(server, "seoul-2").available()
    code = server.page(*PAGE)["code"]
    agent.say("transfer", dialogue=answered.number, party=2)
    assert agent.hear("refused")["reason"] == "no-helper"
    agent.say("help", dialogue=answered.number, code=code, question="yours?")
    helping = helper.dialogue()
    wrong = {"party": 2, "code": code}
    for keys, reason in ((wrong, "party has a value that is not allowed"), ({}, "code is missing")):
        agent.say("transfer", dialogue=answered.number, **keys)
        assert agent.hear("refused")["reason"] == reason
    asked.write("for both")
    assert answered.read() == helping.read() == "for both"
    agent.say("transfer", dialogue=answered.number, party=helping.party)
    assert agent.hear("ended")["dialogue"] == answered.number
    told, heir = customer.hear("taken-over"), helper.hear("taken-over")
    assert told == {"type": "taken-over", "dialogue": asked.number, "party": 2}
    # Until now the helper knew what the agent asked: now what the customer did, and for how long.
    assert helper.connected["question"] == "yours?"
    new = {"type": "taken-over", "dialogue": helping.number, "party": 2}
    old = agent.connected
    facts = ("kind", "code", "language", "document", "question", "page", "from")
    assert heir == {
        **new, **{fact: old[fact] for fact in facts}, "waited_seconds": heir["waited_seconds"]}
    assert heir["kind"] == "customer" and heir["waited_seconds"] >= old["waited_seconds"]
    for client in (customer, helper):
        assert client.hear("left")["party"] == 1
    asked.write("still here")
    assert helping.read() == "still here"
    helping.write("so am I")
    assert asked.read() == "so am I"
    # A customer who comes back finds the helper as the agent.
    customer.cut()
    again = Customer(server)
    assert again.resume(customer.session) == "connected"
    connected = again.hear("connected")
    assert [facts["role"] for facts in connected["parties"]] == ["customer", "agent"]
    asked.attach(again, connected, is_agent=False)
    helping.follow()
    asked.write("and again")
    assert helping.read() == "and again"
    helper.say("end", dialogue=helping.number)
    assert again.hear("ended")["reason"] == "agent"


def take_all(*dialogues):
    """Takes what has arrived in dialogues, and acknowledges it."""
    for dialogue in dialogues:
        with contextlib.suppress(queue.Empty):
            while True:
                dialogue.take(0.001)
        for party in dialogue.received:
            dialogue.acknowledge(party)


@pytest.mark.parametrize("seed", range(6))
def test_a_helper_who_joins_in_the_middle_gets_all_from_there_on_once(serve, seed):
    draws = random.Random(seed)
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    helper = Agent(server, "seoul-2").available()

    def write(until, pause):
        """The customer and the agent write in a hurry, whatever they are told meanwhile."""
        more = 10
        for number in range(400):
            asked.write(f"customer {asked.written + 1}")
            answered.write(f"agent {answered.written + 1}")
            if number == 5:
                agent.say("help", dialogue=answered.number, code=server.page(*PAGE)["code"],
                          question="which one?")
            more -= until()
            if more == 0:
                return
            time.sleep(pause)
        raise AssertionError("nobody came")

    write(lambda: not helper.controls.empty() and not helper.messages.empty(), 0.002)
    helping = helper.dialogue()
    # The connection is lost with what is on its way, before the others have heard of the helper.
    for _ in range(draws.randrange(4)):
        helping.take()
    before = dict(helping.received)
    helper.cut()
    again = Agent(server)
    again.resume(helper.session)
    helping.attach(again, again.hear("connected"), is_agent=True)
    for connection, dialogue in ((customer, asked), (agent, answered)):
        assert connection.hear("resend")["party"] == 2
        dialogue.follow()
    for _ in range(20):
        asked.write(f"customer {asked.written + 1}")
        answered.write(f"agent {answered.written + 1}")
    until = time.monotonic() + 10
    while asked.kept or answered.kept:
        assert time.monotonic() < until, (asked.kept, answered.kept, helping.received, before)
        take_all(helping, answered, asked)
    for party, name, writer in ((0, "customer", asked), (1, "agent", answered)):
        numbers = [int(text.split()[1]) for who, text in helping.texts if who == party]
        assert numbers == list(range(numbers[0], writer.written + 1))
        assert (before.get(party) or numbers[0]) in numbers
    assert [text for who, text in answered.texts if who == 0] == [
        f"customer {number + 1}" for number in range(asked.written)]


def test_the_agents_page_follows_the_customers(serve):
    server = serve(SHOP)
    customer, _, agent, answered = talk(server)
    page = server.page(*PAGE)
    customer.say("moved", code=page["code"])
    moved = agent.hear("moved")
    assert (moved["dialogue"], moved["code"]) == (answered.number, page["code"])
    assert moved["page"].endswith("/ko/52161505")


@pytest.mark.parametrize(
    "page, code",
    [
        ({"code": "c1-ko-52161505-000-0000-0", "issuer": "service"}, 4400),
        ({"code": "", "issuer": "service"}, 4400),
        ({"code": "javascript:alert(1)", "issuer": "service"}, 4400),
    ])
def test_codes_of_no_page_are_refused(serve, page, code):
    customer = Customer(serve(SHOP))
    customer.say("ask", question="?", **page)
    assert customer.close_code() == code


def test_a_code_of_another_issuer_is_refused(serve):
    server = serve(SHOP)
    customer = Customer(server)
    customer.say("ask", question="?", code=server.page(*PAGE)["code"], issuer="another")
    assert customer.close_code() == 4400


def test_forged_tokens_and_sessions_are_refused(serve):
    server = serve(SHOP)
    for agent, key in [("seoul-1", "00" * 32), ("seoul-9", server.key), ("", server.key)]:
        stranger = Connection(server.consult, "/agent")
        stranger.say("sign-in", agent=agent, token=token(key, agent))
        assert stranger.close_code() == 4401
    customer, *_ = talk(server)
    for session in ["", "A" * 43, customer.session[:-1], customer.session + "A"]:
        guess = Connection(server.consult, "/customer")
        guess.say("resume", session=session)
        assert guess.close_code() == 4401
    # A customer's session is no agent's.
    guess = Connection(server.consult, "/agent")
    guess.say("resume", session=customer.session)
    assert guess.close_code() == 4401


def test_what_cannot_be_followed_is_refused_and_harms_nobody(serve):
    server = serve(SHOP)
    customer, asked, agent, answered = talk(server)
    for message in [("dance", {}), ("ask", {"code": "c", "issuer": "i", "question": "?"}),
                    ("moved", {"code": "nonsense"}), ("resume", {"session": "x"}), ("moved", {})]:
        customer.say(message[0], **message[1])
        assert customer.hear("refused")["of"] == message[0]
    for message in [("accept", {"offer": 7}), ("end", {"dialogue": 9}), ("end", {})]:
        agent.say(message[0], **message[1])
        assert agent.hear("refused")["of"] == message[0]
    asked.write("still here")
    assert answered.read() == "still here"


def test_the_end_of_the_server_is_told_to_everybody(serve):
    server = serve(SHOP)
    customer, _, agent, answered = talk(server)
    code, said = server.stop()
    assert code == 0, said
    assert customer.hear("ended")["reason"] == "closing"
    assert agent.close_code() == 1001
