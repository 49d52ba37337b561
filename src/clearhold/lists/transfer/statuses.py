"""What answers without a file mean, in words and with what to do."""

from __future__ import annotations

from http import HTTPStatus

# Another try may find the server well again.
PASSING = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
# Servers that refuse to say what they would send, and perhaps send it.
REFUSING_HEAD = (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)

_BROWSER = "download the file with a browser and give it with --from"
_NEW_ADDRESS = "look for its new address on the publisher's page, or give the file with --from"
_LATER = "try again later, or give the file with --from"
_REFUSED = ("the publisher's server refuses programs", _BROWSER)
_GONE = ("the file is not there", _NEW_ADDRESS)
_WORDS: dict[int, tuple[str, str]] = {
    HTTPStatus.UNAUTHORIZED: ("the publisher's server wants a user name", _BROWSER),
    HTTPStatus.FORBIDDEN: _REFUSED,
    HTTPStatus.NOT_FOUND: _GONE,
    HTTPStatus.NOT_ACCEPTABLE: _REFUSED,
    HTTPStatus.GONE: _GONE,
    HTTPStatus.TOO_MANY_REQUESTS: ("the publisher's server wants to be left alone", _LATER),
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: ("the publisher's server may not send the file here", _BROWSER),
}
_SERVER_FAULTS = range(500, 600)


def in_words(status: int) -> tuple[str, str]:
    """What a status says, and what to do."""
    in_trouble = ("the publisher's server is in trouble", _LATER)
    other = ("the publisher's server sends an answer that brings no file", _BROWSER)
    words, remedy = _WORDS.get(status, in_trouble if status in _SERVER_FAULTS else other)
    return f"{words} ({status})", remedy
