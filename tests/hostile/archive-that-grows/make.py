"""archive-that-grows: a small archive that holds 4 GiB."""
import os
import sys
import zipfile

with zipfile.ZipFile(os.path.join(sys.argv[1], "lab.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    for number in range(40):
        with archive.open(f"{number}/07_server_listen.c", "w", force_zip64=True) as entry:
            for _ in range(100):
                entry.write(bytes(1 << 20))
