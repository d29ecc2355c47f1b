"""The peer's script: what a stock ``mitmdump -s`` needs to answer as our proxy does."""

from mitmproxy import http


def request(flow: http.HTTPFlow) -> None:
    flow.response = http.Response.make(200, b'{"success": true}', {"Content-Type": "application/json"})
