"""Bytes as text: which encoding, and what becomes of what no text can hold."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

from charset_normalizer import from_bytes

from onrecord.sources.options import without_surrogates
from onrecord.sources.refusals import Refusal

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"RIFF", b"ID3", b"OggS",
    b"PAR1", b"%PDF-",
)  # fmt: skip  # what opens a picture, an archive, a program, a sound, a database
ALLOWED_CONTROLS = 0.05  # a text may hold a stray NUL; a program or a picture is a fifth control characters


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of bytes, NUL and lone surrogates as U+FFFD, `\\r\\n` as a line feed, a byte-order mark dropped.

    A mark decides, then UTF-8 where the bytes are it, then what is declared, then what they look like.

    >>> decode("\\ufeffThe café was hit.\\r\\n".encode()), decode("The café was hit.".encode("latin-1"))
    ('The café was hit.\\n', 'The café was hit.')
    """
    return without_surrogates(characters(raw, declared)).replace("\r\n", "\n")


def characters(raw: bytes, declared: str | None) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "surrogatepass" if is_whole(raw, mark, encoding) else "replace")
    if looks_binary(raw):
        if wide := wide_encoding(raw):
            return raw.decode(wide, "replace")
        raise binary()
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return of_other_encoding(raw, declared)


def binary() -> Refusal:
    return Refusal("binary", "it is no text but binary data; save it as text, HTML, DOCX or PDF")


def is_whole(raw: bytes, mark: bytes, encoding: str) -> bool:
    try:
        raw[len(mark) :].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def looks_binary(raw: bytes) -> bool:
    head = raw[:65536]
    return head.startswith(SIGNATURES) or len(CONTROL.findall(head)) > ALLOWED_CONTROLS * len(head)


def wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is NUL."""
    even, odd = raw[0:4096:2], raw[1:4096:2]
    for nuls, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if nuls.count(0) > 0.4 * len(nuls) and others.count(0) < 0.02 * len(others) and len(raw) > 3:
            return encoding
    return None


def of_other_encoding(raw: bytes, declared: str | None) -> str:
    """Text that is not whole UTF-8: damaged UTF-8, what is declared, Windows-1252 where it is Western, else a guess."""
    loose = raw.decode("utf-8", "replace")
    damaged = loose.count("\ufffd")
    if sum(c > "\x7f" for c in loose[:100_000]) > 3 * damaged:
        return loose
    if declared and (name := known_encoding(declared)):
        return raw.decode(name, "replace")
    if len(re.findall(rb"[\x80-\xff]", raw)) < 0.15 * len(raw):
        return raw.decode("cp1252", "western")
    best = from_bytes(raw[:200_000]).best()
    return raw.decode(best.encoding, "replace") if best is not None else raw.decode("cp1252", "western")


def known_encoding(name: str) -> str | None:
    """The codec of an encoding that a page or its server names; the web reads Latin-1 as Windows-1252."""
    try:
        found = codecs.lookup(name.strip("\"' \t")).name
        "".encode(found)
    except (LookupError, ValueError, TypeError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(found, found)


def as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, as Latin-1 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("western", as_latin_1)


def unpacked(raw: bytes, limit: int) -> bytes:
    """The bytes that a gzip file holds, or the bytes themselves; refused beyond the limit, failed where cut short."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            found = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refusal("damaged", f"its gzip data is damaged or cut short ({error}); fetch it again") from error
    if len(found) > limit:
        raise Refusal("too_large", f"it unpacks to more than {limit:,} bytes; split it")
    return found
