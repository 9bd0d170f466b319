"""archive-with-links: an archive with a link, and a file that goes through it."""
import io
import os
import sys
import tarfile


def add(archive, name, data=b"", kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.size, entry.type, entry.linkname = len(data), kind, link
    archive.addfile(entry, io.BytesIO(data))



with tarfile.open(os.path.join(sys.argv[1], "lab.tar"), "w") as archive:
    add(archive, "out", kind=tarfile.SYMTYPE, link="/tmp")
    add(archive, "out/tensteps-hostile-through", b"out")
    add(archive, "07_server_listen.c", kind=tarfile.LNKTYPE, link="/tmp/tensteps-secret")
    add(archive, "05_server_socket.c", kind=tarfile.SYMTYPE, link="/tmp/tensteps-secret")
