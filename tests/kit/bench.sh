#!/usr/bin/env bash
# bench.sh - what make bench makes of what it measures, and its clients of a server; nothing is timed.
exec python3 "$(dirname "$0")/bench.py"
