#!/usr/bin/env bash
# plain.sh - what is told to somebody who hears it, or has 80 columns and no colours: each command on a
# terminal, with PLAIN=1 and without.
exec python3 "$(dirname "$0")/plain.py"
