"""Puts what jobs have from S3 there: a program, a module in a zip, and a jar with the class Pi."""

import io
import os
import sys
import zipfile

from s3fs import S3FileSystem

folder, target = sys.argv[1:]
files = S3FileSystem(endpoint_url=os.environ["S3_ENDPOINT"])


def archive(name):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.write(f"{folder}/{name}", name)
    return data.getvalue()


files.pipe(f"{target}/uses_files.py", open(f"{folder}/uses_files.py", "rb").read())
files.pipe(f"{target}/greeting.zip", archive("greeting.py"))
files.pipe(f"{target}/pi.jar", archive("Pi.class"))
