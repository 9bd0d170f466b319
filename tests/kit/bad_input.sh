#!/usr/bin/env bash
# bad_input.sh - whatever a lesson file is or does, the kit has a clear verdict and stays whole.
exec python3 "$(dirname "$0")/bad_input.py"
