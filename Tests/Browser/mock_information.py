"""An information server in miniature: a shop's pages with their codes, and the pages of the product
as their files are, under the policy that the real one sends."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "Sources" / "WebPages" / "Files"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript",
         ".mjs": "text/javascript", ".svg": "image/svg+xml"}
ISSUER = "shop.example"

# Path, language, code, title, words.
SHOP = [
    ("/pages/ko/52161505", "ko", "c1-ko-52161505-000-0000-w", "텔레비전",
     "밝고 선명한 55인치 화면. 벽에 걸거나 받침대에 세울 수 있습니다."),
    ("/pages/ja/43211507", "ja", "c1-ja-43211507-000-0000-9", "デスクトップパソコン",
     "静かで小さな本体。画面とキーボードは別売りです。"),
    ("/pages/en/53111601", "en", "c1-en-53111601-000-0000-e", "Walking shoes",
     "Light shoes for long ways, in sizes 36 to 48."),
]
CODES = {code: path for path, _, code, _, _ in SHOP}

STYLE = """
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.2rem 8rem; font: 1rem/1.7 sans-serif;
  color: #1d1d1b; background: #fffdf8; }
nav a { margin-right: 1rem; color: #7a2e00; }
.picture { height: 16rem; border-radius: 10px; background: linear-gradient(135deg, #f3d9b8, #c9dfd2); }
"""


def shop_page(language, code, title, words, consult):
    links = "".join(f'<a href="{path}" lang="{other}">{name}</a>'
                    for path, other, _, name, _ in SHOP)
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="consult-code" content="{code}" data-consult-issuer="{ISSUER}" />
<script src="/widget.js" data-consult-server="{consult}" defer></script>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/shop.css"></head>
<body><header><nav>{links}</nav></header>
<main><h1>{title}</h1><div class="picture"></div><p>{words}</p></main></body></html>"""


class MockInformation:
    """Runs on a thread of its own until it is stopped."""

    def __init__(self, consult):
        self.consult = consult
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
                self.send_header("X-Content-Type-Options", "nosniff")
                self.send_header(
                    "Content-Security-Policy", f"default-src 'self'; connect-src 'self' {consult}")
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
        for address, language, code, title, words in SHOP:
            if path == address:
                page = shop_page(language, code, title, words, self.consult)
                return "text/html", page.encode()
        if path == "/shop.css":
            return "text/css", STYLE.encode()
        if path == "/status.json":
            return ("application/json", json.dumps(self.status).encode()) if self.status else None
        name = path[1:]
        if path in ("/console", "/dashboard"):
            name += ".html"
        file = FILES / name
        if "/" in name or not file.is_file():
            return None
        body = file.read_bytes().replace(b"ws://consult.invalid", self.consult.encode())
        return KINDS[file.suffix], body

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
