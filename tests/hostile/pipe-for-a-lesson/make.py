"""pipe-for-a-lesson: a lesson that is a pipe, which nobody writes to."""
import os
import sys
os.mkfifo(os.path.join(sys.argv[1], "07_server_listen.c"))
