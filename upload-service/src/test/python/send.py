"""Sends an upload of so many MB as http.client and so requests and twine do, prints status and reason; then asks for
the health on the same connection where the server kept it open, and prints that."""

import http.client
import sys

port, secret, framing, megabytes = sys.argv[1:]
boundary = "x-boundary-x"
head = (
    f'--{boundary}\r\nContent-Disposition: form-data; name="content"; filename="big-1.0-py3-none-any.whl"\r\n\r\n'
).encode()
tail = f"\r\n--{boundary}--\r\n".encode()
length = len(head) + int(megabytes) * 1024 * 1024 + len(tail)


def body():
    yield head
    for _ in range(int(megabytes)):
        yield bytes(1024 * 1024)
    yield tail


connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
headers = {
    "Larder-Secret": secret,
    "Larder-Caller": '{"kind":"admin"}',
    "Content-Type": f"multipart/form-data; boundary={boundary}",
}
if framing == "length":
    headers["Content-Length"] = str(length)
connection.request("POST", "/upload/pypi/private", body(), headers, encode_chunked=framing == "chunked")
answer = connection.getresponse()
answer.read()
print(answer.status, answer.reason)
connection.request("GET", "/health")
answer = connection.getresponse()
print(answer.status, answer.reason)
