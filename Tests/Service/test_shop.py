"""The demonstration shop, as `make serve` has it: its pages, and who answers about them."""

from consultation import Agent, Customer
from running_server import ROOT

SCENARIO = (ROOT / "scenarios/cross-border-shop.yaml").read_text()
# Each page has a customer who stays, and each of these agents has room for three.
SIGNED_IN = {"seoul-computers": 4, "seoul-clothing": 4, "seoul-languages": 9, "osaka": 2}


def test_every_page_is_answered_at_once_by_those_who_know_it(serve):
    server = serve(SCENARIO)
    pages = server.pages["pages"]
    for language in ("ko", "en", "ja"):
        shop = [page for page in pages if page["language"] == language]
        assert len({page["document"] for page in shop}) >= 12
        assert len({page["title"] for page in shop}) >= 12
    agents = [Agent(server, f"{group}-{number + 1}").available()
              for group, count in SIGNED_IN.items() for number in range(count)]
    customers = []
    for page in pages:
        customer = Customer(server)
        customer.ask({**page, "issuer": server.pages["issuer"]}, "?")
        parties = customer.hear("connected")["parties"]
        assert [party["role"] for party in parties] == ["customer", "agent"], page["path"]
        customers.append(customer)
    for one in customers + agents:
        one.cut()
