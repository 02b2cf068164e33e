"""Copies benchmarks/results/NAME.md between the markers NAME in README.md and docs/performance.md.

    python3 benchmarks/pages.py --write    updates both pages
    python3 benchmarks/pages.py --check    fails if a page is out of date
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MARKS = re.compile(r"(<!-- (\w+): begin -->\n).*?(<!-- \2: end -->)", re.S)


def block(match):
    results = ROOT / "benchmarks" / "results" / f"{match[2]}.md"
    return f"{match[1]}\n{results.read_text(encoding='utf-8').strip()}\n\n{match[3]}"


for page in ROOT / "README.md", ROOT / "docs" / "performance.md":
    text = page.read_text(encoding="utf-8")
    wanted = MARKS.sub(block, text)
    if sys.argv[1:] == ["--write"]:
        page.write_text(wanted, encoding="utf-8")
    elif text != wanted:
        sys.exit(f"{page.name} is out of date. Run: python3 benchmarks/pages.py --write")
