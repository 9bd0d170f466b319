#!/usr/bin/env bash
# mutants.sh - small changes of a solution are rejected, or make no difference to anybody: some of
# them here, all by make mutants.
exec python3 "$(dirname "$0")/../mutants/mutants.py" --tap --every=12
