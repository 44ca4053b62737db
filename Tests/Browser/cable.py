"""A cable between browsers and a consult server, which can be pulled."""

import socket
import struct
import threading


class Cable:
    """Passes bytes on, both ways, until it is cut; new connections work again at once."""

    def __init__(self):
        # The port of the server; set once it is known.
        self.target = None
        self.lines = []
        self.lock = threading.Lock()
        self.is_cut = False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            with self.lock:
                self.lines.append((near, far))
            for source, sink in [(near, far), (far, near)]:
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source, sink):
        try:
            while data := source.recv(65_536):
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self, stays_cut=False):
        """Ends all connections at once; what is under way is lost."""
        self.is_cut = stays_cut
        with self.lock:
            lines, self.lines = self.lines, []
        for line in lines:
            for end in line:
                # Reset instead of an orderly end.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    @property
    def far_places(self):
        """Addresses and ports that the server sees clients at."""
        with self.lock:
            return {"%s:%d" % far.getsockname() for _, far in self.lines}

    def mend(self):
        self.is_cut = False

    def stop(self):
        self.listener.close()
        self.cut(stays_cut=True)
