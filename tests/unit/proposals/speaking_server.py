"""A server that speaks the chat protocol over a real socket: honest, lying, stalling, flooding, obedient to the document."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def envelope(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def answer(*claims):
    return envelope(json.dumps({"claims": list(claims)}))


@contextmanager
def serving(behave):
    """Serve ``behave(handler, request)``; yield the base address and the list of requests that came."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
            try:
                behave(self, seen[-1]["body"])
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", seen
    finally:
        server.shutdown()
        server.server_close()


def give(body, status=200, **headers):
    """Answer at once with a body."""

    def behave(handler, request):
        data = body(request) if callable(body) else body
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def stall(handler, _):
    time.sleep(30)


def drip(handler, _):
    """Send a header and then a byte every now and then, without end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def flood(handler, _):
    """Send without end and without saying how much."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(2_000):
        handler.wfile.write(b"x" * (1 << 16))


def break_off(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.close_connection = True
