"""A shop and the company that answers for some of its pages, each with a server."""

import socket

ISSUER = """
sangdam: 1
name: shop.example
length: 8h
sites:
  - {id: shop, address: "127.0.0.1:%d"}
locations: [{id: home}, {id: osaka}]
demand:
  - name: televisions
    code: {language: ko, document: "52161505", site: shop, location: home}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
  - name: computers
    code: {language: ja, document: "43211507", site: shop, location: osaka}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: seoul, count: 1, location: home, languages: {ko: 1}, documents: {"52": 1}}
  - {name: osaka, count: 1, location: osaka, languages: {ja: 1}, documents: {"43": 1}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def companies(serve):
    """The shop, which answers at home, and the company in Osaka; both know the shop's codes."""
    port = free_port()
    scenario = ISSUER % port
    osaka = serve(scenario, "--location", "osaka", "--partner", f"http://127.0.0.1:{port}")
    shop = serve(
        scenario, "--elsewhere", f"osaka={osaka.consult}", "--information", f"127.0.0.1:{port}",
        "--partner", osaka.addresses["information"])
    return shop, osaka
