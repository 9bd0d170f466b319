#!/usr/bin/env bash
# trace.sh - the timeline of a check: where it departs, how it is told, its page in a browser, and the
# other side played again.
exec python3 "$(dirname "$0")/trace.py"
