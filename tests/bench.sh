#!/usr/bin/env bash
# bench.sh - the kit's figures, each beside its bound; it reports, and judges nothing.
exec python3 "$(dirname "$0")/bench/main.py"
