"""archive-that-is-damaged: an archive that ends early."""
import os
import sys
import zipfile

path = os.path.join(sys.argv[1], "lab.zip")
with zipfile.ZipFile(path, "w") as archive:
    archive.writestr("07_server_listen.c", "int server_listen(int s, int b) { return 0; }" * 100)
with open(path, "r+b") as file:
    file.truncate(os.path.getsize(path) // 2)
