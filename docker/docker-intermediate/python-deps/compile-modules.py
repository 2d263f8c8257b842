#!/usr/bin/env python3
# Generated from matrix.json, lock.json and templates/compile-modules.py.hbs by `npx projen`: do not edit, a change here is lost.
"""Compiles every module below a folder, to the same bytes in each build.

   compile-modules ROOT FOLDER

ROOT, above FOLDER, is what the image has as /. The bytecode is bound to nothing that changes: it is valid whatever the
file times, and on a read-only root. What a process has met before shows in its bytecode (which strings had another
user), so that each module gets a process of its own, all of them begun from one and the same state. Python's cache of
attributes keeps some names of the modules that it imported and drops others, by where in memory they happen to be: it is
emptied. Strings have to be hashed alike as well: call it with PYTHONHASHSEED=0. A module that is no Python is named and
left without bytecode.
"""
import os
import pathlib
import py_compile
import sys


def compile_module(source, name):
    try:
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), dfile=name, doraise=True, invalidation_mode=mode)
    except py_compile.PyCompileError as error:
        print(f"{name}: {error.exc_type_name}", file=sys.stderr)


def compile_apart(source, name):
    """Starts a process that compiles a module."""
    if os.fork():
        return
    status = 1
    try:
        compile_module(source, name)
        sys.stderr.flush()
        status = 0
    finally:
        os._exit(status)


def end_one():
    """Waits for a process. Raises SystemExit when it failed, such as for a full disk."""
    _, status = os.wait()
    if status:
        sys.exit(f"compile-modules: a process ended with {status}")


def main(root, folder):
    sources = sorted(pathlib.Path(folder).rglob("*.py"))
    running = 0
    # Newer Pythons have another name for it.
    getattr(sys, "_clear_internal_caches", getattr(sys, "_clear_type_cache", None))()
    for source in sources:
        if running == (os.cpu_count() or 1):
            end_one()
            running -= 1
        compile_apart(source, f"/{source.relative_to(root)}")
        running += 1
    for _ in range(running):
        end_one()


main(*sys.argv[1:])
