"""Reads SPDX documents with the SPDX project's own library, and prints what is wrong with them, one line each.

    validate_spdx.py DOCUMENT...

The library also writes each document again: what it writes must be the document that it read.
"""

import json
import sys
import tempfile
from pathlib import Path

from spdx_tools.spdx.parser.error import SPDXParsingError
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
from spdx_tools.spdx.writer.json.json_writer import write_document_to_file


def problems(path):
    try:
        document = parse_file(path)
    except SPDXParsingError as error:
        return error.get_messages()
    found = [message.validation_message for message in validate_full_spdx_document(document)]
    return found or differences(path, document)


def differences(path, document):
    with tempfile.TemporaryDirectory() as folder:
        written = f"{folder}/written.spdx.json"
        write_document_to_file(document, written, validate=False)
        # The schema allows both spellings; the library writes the older one.
        read = Path(path).read_text().replace('"PACKAGE-MANAGER"', '"PACKAGE_MANAGER"')
        read, written = json.loads(read), json.loads(Path(written).read_text())
    names = [name for name in read.keys() | written.keys() if read.get(name) != written.get(name)]
    return [f"{name} is not what the library writes of it" for name in sorted(names)]


for path in sys.argv[1:]:
    for problem in problems(path):
        print(f"{path}: {' '.join(problem.split())}")
