#!/usr/bin/env bash
# wrong.sh - every answer in tests/wrong gets the verdict that it deserves.
exec python3 "$(dirname "$0")/corpus.py" wrong
