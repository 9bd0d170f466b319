#!/usr/bin/env bash
# watch.sh - make watch on a terminal of its own: saves, keys, sizes, and every way to end it.
exec python3 "$(dirname "$0")/watch.py"
