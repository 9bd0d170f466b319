#!/usr/bin/env bash
# guide.sh - every command in GUIDE.md and README.md is run, and prints what stands there.
exec python3 "$(dirname "$0")/guide.py" "$@"
