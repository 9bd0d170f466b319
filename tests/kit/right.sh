#!/usr/bin/env bash
# right.sh - every answer in tests/right gets the verdict that it deserves.
exec python3 "$(dirname "$0")/corpus.py" right
