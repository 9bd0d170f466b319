#!/usr/bin/env bash
# faults.sh - each call of the judge that can fail fails once, and no verdict is wrong (faults.py).
#
#   faults.sh [--every N] [--of N] [ANSWER...]     all places: --every 1
exec python3 "$(dirname "$0")/faults.py" "$@"
