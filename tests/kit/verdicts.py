#!/usr/bin/env python3
"""verdicts.py - the JSON of `lab check --json` in short.

usage: verdicts.py FILE

A line a lesson, "3 passed 24/24 5/5"; below it, indented, each check that did not pass.
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as document:
    for lesson in json.load(document)["lessons"]:
        counts = (f"{lesson[tier]['passed']}/{lesson[tier]['of']}" for tier in ("core", "stretch"))
        print(lesson["lesson"], lesson["status"], *counts)
        for check in lesson["checks"]:
            if check["status"] != "passed":
                print(f"  {check['tier']} {check['status']}: {check['name']} [{check['mistake']}]")
                print(f"    {check['message']}".replace("\n", "\n    "))
