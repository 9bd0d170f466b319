"""link-to-folder: a folder that is a link out of the submission."""
import os
import sys
os.symlink(os.path.join(sys.argv[2], "solutions"), os.path.join(sys.argv[1], "lessons"))
