"""folder-for-a-lesson: a lesson that is a folder."""
import os
import sys
os.mkdir(os.path.join(sys.argv[1], "07_server_listen.c"))
