"""One shop, two companies that answer: whose page names whom."""

from companies import companies
from consultation import Agent, Customer, Connection
from running_server import token


def test_a_page_that_names_another_company_is_answered_there(serve):
    shop, osaka = companies(serve)
    page = shop.page("ja", "43211507")
    assert f'data-consult-server="{osaka.consult}"' in shop.read(page["path"])
    assert f'data-consult-server="{shop.consult}"' in shop.read(shop.page("ko", "52161505")["path"])
    agent = Agent(osaka, "osaka-1").available()
    customer = Customer(osaka)
    customer.ask(page, "静かですか")
    asked, answered = customer.dialogue(), agent.dialogue()
    # The page is the shop's, found in the dictionary of codes.
    assert agent.connected["page"] == page["path"]
    assert agent.connected["server"] == shop.addresses["information"]
    asked.write("こんにちは")
    assert answered.read() == "こんにちは"


def test_each_company_answers_for_its_own_pages_alone(serve):
    shop, osaka = companies(serve)
    for server, page in ((shop, ("ja", "43211507")), (osaka, ("ko", "52161505"))):
        customer = Customer(server)
        page = shop.page(*page)
        customer.say("ask", code=page["code"], issuer=page["issuer"], question="?")
        assert customer.close_code() == 4400
    for server, agent in ((shop, "osaka-1"), (osaka, "seoul-1")):
        stranger = Connection(server.consult, "/agent")
        stranger.say("sign-in", agent=agent, token=token(server.key, agent))
        assert stranger.close_code() == 4401
