"""Zip files whose bytes depend on nothing but what is in them and a date."""

import datetime
import io
import zipfile
from collections.abc import Mapping

FIRST_YEAR = 1980
"""A zip file cannot hold an earlier date."""

READABLE = 0o644 << 16
"""Rights of a file that anybody may read, as a zip file stores them."""

UNIX = 3
"""The system whose rights these are, so that it does not depend on the machine."""


def zipped(files: Mapping[str, bytes], moment: datetime.datetime) -> bytes:
    """Files by name as one zip file, each dated with the moment."""
    stamp = (max(moment.year, FIRST_YEAR), *moment.timetuple()[1:6])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = READABLE, UNIX
            target.writestr(entry, content)
    return buffer.getvalue()


def redated(package: bytes, moment: datetime.datetime) -> bytes:
    """The same zip file, such as a Word document, with every entry dated with the moment."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    return zipped(files, moment)
