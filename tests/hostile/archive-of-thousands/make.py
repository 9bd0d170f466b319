"""archive-of-thousands: an archive with 100,000 files."""
import io
import os
import sys
import tarfile


def add(archive, name, data=b"", kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.size, entry.type, entry.linkname = len(data), kind, link
    archive.addfile(entry, io.BytesIO(data))



with tarfile.open(os.path.join(sys.argv[1], "lab.tar.gz"), "w:gz") as archive:
    for number in range(100000):
        add(archive, f"{number}/07_server_listen.c", b"x")
