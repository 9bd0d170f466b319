#!/usr/bin/env bash
# fairness.sh - the same verdict in every setting that a machine or its user may choose.
exec python3 "$(dirname "$0")/fairness.py"
