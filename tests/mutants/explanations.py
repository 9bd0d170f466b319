"""explanations.py - reads equivalent.txt: which mutants nobody can tell from the solution, and why."""
import collections
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "equivalent.txt")


class Mistake(Exception):
    """The list cannot be read."""


class Explanations:
    """An entry explains one mutant, known by file, function, and its line before and after."""

    def __init__(self, path=PATH):
        self.path = path
        self.entries = collections.defaultdict(list)  # key: (line of the list, reason)
        place, before, waiting = (), None, []
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                sign, words = line[:1], " ".join(line[1:].split())
                if sign == "@" and len(words.split()) == 2:
                    place = tuple(words.split())
                elif sign == "-":
                    before = words
                elif sign == "+" and place and before is not None:
                    waiting.append((number, (*place, before, words)))
                elif sign == "=" and waiting and words:
                    for where, key in waiting:
                        self.entries[key].append((where, words))
                    waiting = []
                elif line.strip() and sign != "#":
                    raise Mistake(f"{path}:{number}: not understood: {line.strip()}")
        if waiting:
            raise Mistake(f"{path}:{waiting[0][0]}: no reason is given")

    def take(self, key):
        """The reason for a mutant, from an entry that explains no other from then on; or None."""
        entries = self.entries.get(key)
        return entries.pop(0)[1] if entries else None

    def left(self, lessons):
        """The entries of these lessons that were not taken, and where they stand."""
        return [(f"{os.path.basename(self.path)}:{number}", key)
                for key, entries in self.entries.items() if key[0][:2] in lessons
                for number, _ in entries]
