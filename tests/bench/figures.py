"""figures.py - what is made of what was measured; nothing is measured here."""
import re
import statistics

HOLDS, OVER, MISSED, PLAIN = "holds", "over", "not measured", ""


class Figure:
    """One figure: the median of what the turns gave, their least and greatest, and its bound.

    BOUND and AIM are the most that it may be, or with AT_LEAST the least; without a bound it is
    there to be read. BESIDE says in words what it is made of.
    """

    def __init__(self, name, values, unit, *, bound=None, aim=None, at_least=False, beside=""):
        self.name, self.unit, self.beside = name, unit, beside
        self.values = sorted(values)
        self.value = statistics.median(self.values)
        self.bound, self.aim, self.at_least = bound, aim, at_least

    def verdict(self):
        if self.bound is None:
            return PLAIN
        return HOLDS if self.meets(self.bound) else OVER

    def meets(self, limit):
        return self.value >= limit if self.at_least else self.value <= limit

    def limits(self):
        """The bound in words."""
        if self.bound is None:
            return ""
        words = f"{'at least' if self.at_least else 'at most'} {number(self.bound)}"
        return words + (f", aim {number(self.aim)}" if self.aim is not None else "")

    def spread(self):
        least, greatest = self.values[0], self.values[-1]
        return f"{number(least)} to {number(greatest)}" if len(self.values) > 1 else ""

    def as_json(self):
        return {"name": self.name, "value": self.value, "unit": self.unit, "least": self.values[0],
                "greatest": self.values[-1], "turns": len(self.values), "bound": self.bound,
                "aim": self.aim, "at_least": self.at_least, "verdict": self.verdict(),
                "beside": self.beside}


class Missed:
    """A figure that could not be taken, and why."""
    value, unit = None, ""

    def __init__(self, name, why):
        self.name, self.beside = name, str(why)

    def verdict(self):
        return MISSED

    def limits(self):
        return ""

    def spread(self):
        return ""

    def as_json(self):
        return {"name": self.name, "verdict": MISSED, "why": self.beside}


def number(value):
    """Three figures, and no more than are sure."""
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def ratios(turns, of, to):
    """Of the values at OF to those at TO in each turn: what slows a machine slows both."""
    return [turn[of] / turn[to] for turn in turns]


def middle(turns, place):
    return statistics.median(turn[place] for turn in turns)


def shares(parts):
    """Of each part in percent of all."""
    whole = sum(parts.values())
    return {name: 100 * seconds / whole for name, seconds in parts.items()}


# --- where the time of a check goes ---------------------------------------------------------------

PARTS = ("start", "compiler", "linker", "checks", "report")


def events_of(trace):
    """(process, time, what, program) of each line that strace -f -ttt wrote of execve and the ends.
    A call that another process's line comes into is in two lines: it is done with the second."""
    under_way = {}
    for line in trace.splitlines():
        words = line.split(None, 2)
        if len(words) < 3:
            continue
        process, time, what = int(words[0]), float(words[1]), words[2]
        if what.startswith("execve("):
            under_way[process] = what.split('"')[1].rpartition("/")[2]
        if re.match(r"(execve\(|<\.\.\. execve resumed>).*= 0$", what):
            yield process, time, "begins", under_way[process]
        elif what.startswith("recvmsg("):
            yield process, time, "waits", ""
        elif what.startswith("+++ "):
            yield process, time, "ends", ""


def parts_of(trace):
    """The seconds of one `lab check` of one lesson in each of PARTS, one after the other, and beside
    them those that the sanitized stage took to start, which is while the compiler works."""
    events = list(events_of(trace))
    lab, began = events[0][:2]
    first = {}
    for process, time, what, program in events:
        if what == "begins":
            first.setdefault(program, (process, time))
    compiler, compiles = next(first[name] for name in ("gcc", "clang", "cc") if name in first)
    links = next(first[name][1] for name in ("collect2", "ld", "ld.lld") if name in first)
    ends = {process: time for process, time, what, _ in events if what == "ends"}
    compiled, over = ends[compiler], ends[lab]
    judged = max(time for process, time in ends.items() if process != lab)
    stage, starts = first["stage"]
    ready = next(time for process, time, what, _ in events if process == stage and what == "waits")
    parts = dict(zip(PARTS, (compiles - began, links - compiles, compiled - links,
                             judged - compiled, over - judged)))
    return parts, ready - starts
