#!/usr/bin/env bash
# class_page.sh - the report on a class of a thousand, in a browser.
exec python3 "$(dirname "$0")/class_page.py"
