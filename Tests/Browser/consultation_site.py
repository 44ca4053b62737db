"""The service that browsers visit: `sangdam serve` with a cable before the consult server."""

from cable import Cable
from running_server import Server, token

# Everybody may be asked about everything, two at once; offers and wrap-ups are short.
SCENARIO = """
sangdam: 1
name: shop.example
length: 24h
sites:
  - {id: shop, address: "127.0.0.1:7080"}
demand:
  - name: televisions
    code: {language: ko, document: "52161505"}
    arrivals: {rate: 1/h}
    effort: {fixed: 5m}
agents:
  - {name: seoul, count: 2, languages: {ko: 1, en: 1, ja: 1}, documents: {"*": 1},
     concurrency: 2, wrap-up: {fixed: 8s}}
  - {name: osaka, count: 1, languages: {ko: 1, en: 1, ja: 1}, documents: {"*": 1},
     concurrency: 2, wrap-up: {fixed: 8s}}
routing: {offer: {timeout: 12s}}
"""


class Site:
    """Where the service is, who may sign in, and the cable to it."""

    def __init__(self, folder):
        self.cable = Cable()
        scenario = folder / "shop.yaml"
        scenario.write_text(SCENARIO)
        self.server = Server(
            scenario, folder, "--resume-seconds", "20", "--invite",
            "--public-consult", f"ws://127.0.0.1:{self.cable.port}")
        self.cable.target = int(self.server.consult.rsplit(":", 1)[1])
        self.address = self.server.addresses["information"]
        # Paths, by code.
        self.pages = {page["code"]: page["path"] for page in self.server.pages["pages"]}

    def token(self, agent):
        return token(self.server.key, agent)

    def page(self, language, document):
        """Its path and its code."""
        page = self.server.page(language, document)
        return page["path"], page["code"]

    def stop(self):
        self.cable.stop()
        code, said = self.server.stop()
        assert code == 0, said
