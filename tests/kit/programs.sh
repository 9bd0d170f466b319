#!/usr/bin/env bash
# programs.sh - the client and the server made of the lessons talk to programs that others wrote.
exec python3 "$(dirname "$0")/programs.py"
