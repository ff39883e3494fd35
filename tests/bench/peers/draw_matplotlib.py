"""draw_matplotlib CHARTS.csv: draws NAME.png for each line: a name, the lower and the upper limit, two
targets, then the figures of months; of the same size as tidemark's."""
import csv
import sys

import matplotlib

matplotlib.use('Agg')
from matplotlib.figure import Figure  # noqa: E402

FIRST_YEAR = 2014
figure = Figure(figsize=(8.6, 3.8), dpi=200)
with open(sys.argv[1], encoding='utf-8') as file:
    for name, *numbers in csv.reader(file):
        low, high, *rest = map(float, numbers)
        targets, values = rest[:2], rest[2:]
        months = range(len(values))
        figure.clear()
        axes = figure.add_subplot()
        axes.fill_between(months, low, high, color='#E4E7EB')
        axes.plot(months, values, color='#52606D', marker='o', markersize=3)
        for target in targets:
            axes.axhline(target, color='#1F2933', linestyle='--')
        axes.set_xticks(range(0, len(values), 12),
                        [str(FIRST_YEAR + month // 12) for month in months[::12]])
        axes.set_title(name, loc='left')
        axes.grid(axis='y')
        figure.savefig(name + '.png')
