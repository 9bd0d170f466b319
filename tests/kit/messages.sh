#!/usr/bin/env bash
# messages.sh - what a learner reads is what tests/messages says, word for word.
#
#   tests/kit/messages.sh [PATTERN]            compares, and shows what differs
#   UPDATE=1 tests/kit/messages.sh [PATTERN]   writes the texts anew: read the diff, then commit it
#
# A text is called like an answer in tests/wrong or beside it in tests/messages. For a new one make
# an empty file NAME.txt and run UPDATE=1.
exec python3 "$(dirname "$0")/messages.py" "$@"
