"""DOCX and PDF: what the reports of agencies and relief organisations come as."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
from docx.document import Document
from docx.table import Table

from onrecord.sources.captured import Extraction
from onrecord.sources.dates import written
from onrecord.sources.options import Known, without_surrogates, words
from onrecord.sources.refusals import Refusal, too_large

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity of a file that it reads well
MOST_WORDS = 100_000_000  # bytes of a Word document's XML, unpacked; a book has some ten millions
HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
SENTENCE_END = frozenset(".!?:”\"’'")


def extract_docx(raw: bytes) -> Extraction:
    """The text of a Word document, a line a paragraph, a table's row with a tab between its cells."""
    try:
        with ZipFile(io.BytesIO(raw)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist() if part.filename.endswith((".xml", ".rels")))
        if unpacked > MOST_WORDS:
            raise Refusal("too_large", f"its text unpacks to more than {MOST_WORDS // 1_000_000} MB; split it")
        document = docx.Document(io.BytesIO(raw))
        paragraphs = list(paragraphs_in(document))
        about = document.core_properties
        title, author, created = words(about.title), words(about.author), day_of(about.created)
    except Refusal:
        raise
    except Exception as error:  # python-docx raises whatever its parser stumbles on
        raise Refusal("damaged", "it is no Word document that can be opened; save it again as DOCX") from error
    byline = (author,) if author and author != "python-docx" else ()
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    return Extraction(without_surrogates(text), Known(title=title, byline=byline, published=created))


def paragraphs_in(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


def day_of(moment: Any) -> str | None:
    return written(moment) if isinstance(moment, datetime) else None


def extract_pdf(raw: bytes, limit: int) -> Extraction:
    """The text layer of a PDF, its lines joined to paragraphs; a PDF that is only pictures of pages is refused."""
    try:
        document = pypdf.PdfReader(io.BytesIO(raw))
        if document.is_encrypted and not document.decrypt(""):
            raise Refusal("unreadable", "it is locked with a password; save it without one")
        pages: list[str] = []
        for page in document.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > 2 * limit:
                raise too_large(limit)
        about = document.metadata
        title = words(about.title) if about else None
        author = words(about.author) if about else None
        created = day_of(about.creation_date) if about else None
    except Refusal:
        raise
    except Exception as error:  # pypdf raises whatever its parser stumbles on
        raise Refusal("damaged", f"it is no PDF that can be opened ({type(error).__name__}); save it again") from error
    text = "\n\n".join(filter(None, map(paragraphs_of, pages)))
    if pages and len(text.strip()) < 20 * len(pages):
        raise Refusal("scanned_pdf", "it is a scan without a text layer; run it through OCR (ocrmypdf) first")
    return Extraction(
        without_surrogates(text), Known(title=title, byline=(author,) if author else (), published=created)
    )


def paragraphs_of(page: str) -> str:
    """A page's lines joined: a paragraph ends where a line ends a sentence and falls short, or is empty.

    >>> paragraphs_of("The crane fell on the quay at noon and\\nkilled three dock-\\ners.\\nThe port closed.")
    'The crane fell on the quay at noon and killed three dockers.\\n\\nThe port closed.'
    """
    lines = [line.strip() for line in HYPHEN.sub("", page).split("\n")]
    width = max(map(len, lines), default=0)
    paragraphs = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
            continue
        paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
        if line[-1] in SENTENCE_END and len(line) < 0.8 * width:
            paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))
