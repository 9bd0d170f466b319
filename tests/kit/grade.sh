#!/usr/bin/env bash
# grade.sh - grading a class: downloads of each form, interruptions, parts, faults, exports.
exec python3 "$(dirname "$0")/grade.py"
