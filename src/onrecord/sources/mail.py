"""EML: a mail, as press offices and agencies send their reports."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from onrecord.sources.captured import Extraction
from onrecord.sources.dates import iso_date
from onrecord.sources.decoding import binary, decode, looks_binary
from onrecord.sources.feeds import plain
from onrecord.sources.options import Known, words
from onrecord.sources.refusals import Refusal


def extract(raw: bytes) -> Extraction:
    """The text of a mail: its plain part, else its HTML part; attachments are left out."""
    if looks_binary(raw):
        raise binary()
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    if body is None or not message.keys():
        raise Refusal("empty", "the mail has no text; save its attachment as a file of its own")
    payload = body.get_payload(decode=True)
    text = decode(payload if isinstance(payload, bytes) else b"", body.get_content_charset())
    if body.get_content_type() == "text/html":
        text = plain(text)
    sender, address = parseaddr(str(message.get("From", "")))
    known = Known(
        title=words(str(message.get("Subject", ""))),
        publisher=words(sender or address),
        published=iso_date(str(message.get("Date", ""))),
    )
    return Extraction(text, known)
