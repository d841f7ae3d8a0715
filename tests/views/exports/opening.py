"""Opening exported files as their readers would, and the words found inside."""

import io
import re
import zipfile
import zlib

from docx import Document
from pptx import Presentation


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def word_text(data):
    document = Document(io.BytesIO(data))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def slide_texts(data):
    """All words of each slide."""
    return ["\n".join(_words(slide)) for slide in Presentation(io.BytesIO(data)).slides]


def _words(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            for row in shape.table.rows:
                yield from (cell.text for cell in row.cells)


def pdf_insides(data):
    """A PDF with all that is packed inside it unpacked; words on the page are not readable."""
    parts = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)
