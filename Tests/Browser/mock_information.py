"""The dashboard with figures that a test makes up, as its files are."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "Sources" / "WebPages" / "Files"
KINDS = {".html": "text/html", ".css": "text/css", ".mjs": "text/javascript",
         ".svg": "image/svg+xml"}


class MockInformation:
    """Runs on a thread of its own until it is stopped."""

    def __init__(self):
        self.status = {}
        information = self

        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                found = information.find(self.path.split("?")[0])
                kind, body = found or ("text/plain", b"not found")
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", kind + "; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.server.daemon_threads = True
        self.address = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def find(self, path):
        """Content type and bytes of a path, None where there is nothing."""
        if path == "/status.json":
            return ("application/json", json.dumps(self.status).encode()) if self.status else None
        name = "dashboard.html" if path == "/dashboard" else path[1:]
        file = FILES / name
        if "/" in name or not file.is_file():
            return None
        return KINDS[file.suffix], file.read_bytes()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
