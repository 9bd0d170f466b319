"""names-that-lie: names that are formulas, markup and control characters."""
import os
import sys
folder = os.path.join(sys.argv[1], "=cmd|'!A0 <script>alert(1)<!-- \x1b[2J")
os.mkdir(folder)
with open(os.path.join(folder, "07_server_listen (1).c"), "w", encoding="ascii") as file:
    file.write("#include \"steps.h\"\nint server_listen(int s, int b) { return s * b * 0; }\n")
