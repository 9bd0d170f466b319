"""libclang.py - finds libclang, builds mutate with it, and runs that."""
import glob
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PACKAGES = os.path.join(ROOT, "build", "packages")
PROGRAM = os.path.join(ROOT, "build", "mutants", "mutate")
HEADER = "/include/clang-c/Index.h"
ROOTS = ("/usr/lib/llvm*", PACKAGES + "/usr/lib/llvm*", "/usr", "/usr/local")


class Missing(Exception):
    """There is no libclang."""


class Fault(Exception):
    """libclang is there, and yet it does not work."""


def newest(patterns):
    """Of the files that the first pattern with any matches, the one of the highest version."""
    for pattern in patterns:
        found = [path for path in glob.glob(pattern) if os.path.exists(path)]
        if found:
            return max(found, key=lambda path: (len(path), path))
    return None


def find():
    """Where an LLVM is that has the header of libclang, and the library that goes with it."""
    header = newest(root + HEADER for root in ROOTS)
    if header is None:
        raise Missing("there is no libclang")
    root = header[:-len(HEADER)]
    version = root.partition("llvm-")[2]
    library = newest([root + "/lib*/libclang.so*",
                      f"{os.path.dirname(root)}/*/libclang-{version}.so*",
                      f"/usr/lib/*/libclang-{version}.so*"])
    if library is None:
        raise Missing(f"no libclang goes with {header}")
    return root, library


def run(command, what, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise Fault(f"cannot {what}: {done.stderr}")
    return done.stdout


def build():
    """Builds mutate, if that is not done yet; returns it, and the options that it needs here."""
    root, library = find()
    sources = sorted(glob.glob(os.path.join(HERE, "*.c")))
    youngest = max(map(os.path.getmtime, sources + glob.glob(os.path.join(HERE, "*.h"))))
    if not os.path.exists(PROGRAM) or os.path.getmtime(PROGRAM) < youngest:
        os.makedirs(os.path.dirname(PROGRAM), exist_ok=True)
        run(["gcc", "-std=gnu11", "-Wall", "-Wextra", "-Wshadow", "-g",
             "-isystem", root + "/include", "-o", PROGRAM, *sources, library,
             "-Wl,--allow-shlib-undefined"], f"build {PROGRAM}")
    headers = newest([root + "/lib*/clang/*/include"])
    return [PROGRAM], ["-resource-dir", os.path.dirname(headers)] if headers else []


def mutants_of(program, source):
    """What mutate prints for one C file, line by line."""
    path = [*glob.glob(PACKAGES + "/usr/lib/*-linux-gnu*"), os.environ.get("LD_LIBRARY_PATH")]
    command, options = program
    return run([*command, source, "-std=gnu11", "-I" + os.path.join(ROOT, "lessons"), *options],
               f"make mutants of {source}",
               env={**os.environ, "LD_LIBRARY_PATH": ":".join(filter(None, path))}).splitlines()
