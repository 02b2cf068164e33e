"""Puts the last run's results into the pages that show them.

    python3 benchmarks/pages.py --write    docs/performance.md and README.md show benchmarks/results
    python3 benchmarks/pages.py --check    fails if they show anything else
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
UNMEASURED = "`benchmarks/run` writes them here."


def read(name):
    path = RESULTS / name
    return path.read_text(encoding="utf-8").strip() if path.exists() else UNMEASURED


def picture(name, words):
    """A picture of the results, if there is one."""
    return f"\n\n![{words}](../benchmarks/results/{name})" if (RESULTS / name).exists() else ""


def contenders():
    """The figures of each contender, by the titles of the results' first table."""
    lines = [line for line in read("results.md").splitlines() if line.startswith("|")]
    if not lines:
        return {}
    head = [cell.strip() for cell in lines[0].split("|")[2:-1]]
    found = {}
    for line in lines[2:]:
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != len(head) + 1:
            break
        found[cells[0]] = dict(zip(head, cells[1:]))
    return found


def figure(contender, title):
    return float(contenders()[contender][title])


def three():
    """What matters to whoever chooses: a cold start, a restore, a call."""
    def row(words, contender, title, other):
        ours, theirs = figure(contender, title), figure(other, title)
        digits = 0 if theirs >= 10 else 2
        return f"| {words} | {ours:.{digits}f} ms | {theirs:.{digits}f} ms | {theirs / ours:.1f} × |"

    if not {"latchkey", "latchkey, JDK 25", "naive", "naive, JDK 25"} <= contenders().keys():
        return "`benchmarks/run` measures the authorizer beside what others would write, and writes it here."
    rows = [
        row("restored from a snapshot, to its first answer", "latchkey, JDK 25", "restore → first answer, ms", "naive, JDK 25"),
        row("started cold, to its first answer", "latchkey", "cold = both, ms", "naive"),
        row("warm, half of all calls within", "latchkey", "warm p50, ms", "naive"),
    ]
    head = "| the authorizer | Latchkey | written as usual | faster |\n|---|---|---|---|"
    return "\n".join([head, *rows])


def shift(text):
    """A result's headings, two levels down and without its title."""
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    return re.sub(r"^## ", "### ", "\n".join(lines), flags=re.M).strip()


def blocks():
    return {
        ROOT / "README.md": {"speed": three()},
        ROOT / "docs" / "performance.md": {
            "results": shift(read("results.md"))
            + picture("cold_ms.svg", "Each cold start")
            + picture("restore_ms.svg", "Each restore, to its first answer")
            + picture("warm.svg", "Warm calls"),
            "growth": read("growth.md") + picture("growth.svg", "Latency by the number of keys"),
            "parser": read("parser.md"),
            "throughput": read("throughput.md"),
        },
    }


def filled(page, parts):
    text = page.read_text(encoding="utf-8")
    for name, content in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n\n{content}\n\n{end}{rest.split(end)[1]}"
    return text


def main(arguments):
    for page, parts in blocks().items():
        wanted = filled(page, parts)
        if arguments == ["--write"]:
            page.write_text(wanted, encoding="utf-8")
        elif page.read_text(encoding="utf-8") != wanted:
            print(f"{page.name} shows other results: python3 benchmarks/pages.py --write", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
