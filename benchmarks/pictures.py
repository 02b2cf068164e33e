"""Draws each cold start and each restore in benchmarks/results/results.csv, with the medians."""

import collections
import csv
import pathlib
import statistics

import matplotlib.pyplot as plt

RESULTS = pathlib.Path(__file__).resolve().parent / "results"
TITLES = {"COLD_MS": "cold start, ms", "RESTORE_MS": "restore to first response, ms"}

plt.rcParams["svg.fonttype"] = "none"
plt.rcParams["svg.hashsalt"] = "latchkey"

values = collections.defaultdict(lambda: collections.defaultdict(list))
with open(RESULTS / "results.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        values[row["figure"]][row["contender"]].append(float(row["value"]))

for figure, title in TITLES.items():
    contenders = values[figure]
    picture, axes = plt.subplots(figsize=(7.6, 1 + 0.3 * len(contenders)), layout="constrained")
    for contender, measured in contenders.items():
        median = statistics.median(measured)
        axes.plot(measured, [contender] * len(measured), "o", color="tab:blue", alpha=0.45)
        axes.plot(median, contender, "|", color="navy", markersize=16)
    axes.set(title=title, xlim=(0, None))
    axes.invert_yaxis()
    axes.grid(axis="y", alpha=0.4)
    picture.savefig(RESULTS / f"{figure.lower()}.svg", metadata={"Date": None})
