#!/usr/bin/env bash
# mutants.sh - every small change of a solution is rejected, or makes no difference to anybody.
exec python3 "$(dirname "$0")/../mutants/mutants.py" --tap
