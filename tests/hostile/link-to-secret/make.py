"""link-to-secret: a lesson that is a link to a file of the machine."""
import os
import sys
os.symlink("/tmp/tensteps-secret", os.path.join(sys.argv[1], "07_server_listen.c"))
