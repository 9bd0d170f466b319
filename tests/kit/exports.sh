#!/usr/bin/env bash
# exports.sh - each format is valid by its own rules, whatever students and their messages are like.
exec python3 "$(dirname "$0")/exports.py"
