#!/usr/bin/env bash
# final.sh - the last board: which pairs agree, and what is said of those that do not.
exec python3 "$(dirname "$0")/final.py"
