"""The results of JMH, in CSV, as a table in Markdown."""

import csv
import sys

WORDS = {
    "wellFormedWithHash": "a well-formed key, with the hash of its secret",
    "badChecksum": "a mistyped key",
    "malformed": "something else",
}

times, bytes_ = {}, {}
for row in csv.DictReader(sys.stdin):
    name, _, figure = row["Benchmark"].partition(":")
    method = name.split(".")[-1]
    if not figure:
        times[method] = float(row["Score"])
    elif figure.endswith("alloc.rate.norm"):
        bytes_[method] = float(row["Score"])

print("| read | ns | bytes allocated |\n|---|---|---|")
for method, words in WORDS.items():
    print(f"| {words} | {times[method]:.0f} | {bytes_[method]:.0f} |")
