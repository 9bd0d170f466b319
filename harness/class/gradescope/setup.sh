#!/usr/bin/env bash
# setup.sh - Gradescope runs this once, when the autograder is made: the kit lies in /autograder/source.
set -e
cd /autograder/source
apt-get update
apt-get install -y --no-install-recommends make gcc libc6-dev
make class
chmod -R go= solutions
if [ -e tests ]; then chmod -R go= tests; fi
