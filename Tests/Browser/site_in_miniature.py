"""What the tests of a consultation need of a service: where it is, who may sign in, what to pull."""

from cable import Cable
from mock_consult import MockConsult, token
from mock_information import CODES, ISSUER, MockInformation


class Site:
    """Where the service is, who may sign in, and the cable to it."""

    def __init__(self):
        self.consult = MockConsult(CODES, ISSUER)
        self.cable = Cable(self.consult.port)
        self.information = MockInformation(f"ws://127.0.0.1:{self.cable.port}")
        self.consult.information = self.information.address
        self.address = self.information.address
        self.token = token

    def stop(self):
        self.cable.stop()
        self.information.stop()
        self.consult.stop()
