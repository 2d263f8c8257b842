#!/usr/bin/env python3
# Generated from matrix.json, lock.json and templates/leave-out.py.hbs by `npx projen`: do not edit, a change here is lost.
"""Takes out of a tree what nobody runs.

   leave-out ROOT LIST

Each line of LIST is a name and a pattern of paths below ROOT: `*` is anything in one name, `**` any folders. A folder
goes with all that is in it. Prints what each name saved. The record of an installed package no longer lists what is gone.
"""
import collections
import csv
import os
import pathlib
import shutil
import sys


def files_of(path):
    if path.is_symlink() or not path.is_dir():
        return [path]
    return [file for file in path.rglob("*") if file.is_symlink() or not file.is_dir()]


def take_out(path):
    if path.is_symlink() or not path.is_dir():
        path.unlink()
    else:
        shutil.rmtree(path)


def forget(record, gone):
    """Takes the files that are gone out of a package's record."""
    packages = record.parent.parent

    def is_there(line):
        path = next(csv.reader([line]), [""])[0]
        return pathlib.Path(os.path.normpath(packages / path)) not in gone

    lines = record.read_text(encoding="utf-8").splitlines()
    left = [line for line in lines if is_there(line)]
    if left != lines:
        record.write_text("".join(f"{line}\n" for line in left), encoding="utf-8")


def main(root, listed):
    root = pathlib.Path(root)
    saved = collections.Counter()
    gone = set()
    for line in pathlib.Path(listed).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, pattern = line.split(" ", 1)
        for path in sorted(root.glob(pattern)):
            # A folder above it may be gone already.
            if not path.exists() and not path.is_symlink():
                continue
            files = files_of(path)
            saved[name] += sum(file.lstat().st_size for file in files)
            gone.update(files)
            take_out(path)
    for record in sorted(root.rglob("*.dist-info/RECORD")):
        forget(record, gone)
    for name, size in saved.items():
        print(f"left out: {name}: {size} bytes")


main(*sys.argv[1:])
