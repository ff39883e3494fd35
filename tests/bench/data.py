"""data: figures made up from a seed, and the files that hand them to tidemark and to its peers."""
import array
import random

FIRST_YEAR = 2014
STEP = 2629746  # seconds of a period in a database: a twelfth of the mean Gregorian year


def period(month):
    return f'{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}'


def stamp(month):
    """When the row of that month ends in a database."""
    return ((FIRST_YEAR - 1970) * 12 + month + 1) * STEP


def text(figure):
    return f'{figure // 10000}.{figure % 10000:04d}'


class Figures:
    """Series of monthly figures, in ten-thousandths: column(month)[series]."""

    def __init__(self, indicators, areas=0, low=1, high=100000, seed=1):
        self.low, self.span, self.seed = 10000 * low, 10000 * (high - low), seed
        self.names = [f'indicator_{i:03d}' for i in range(indicators)]
        self.keys = [(name, f'area_{a:02d}') for name in self.names for a in range(areas)] \
            if areas else [(name, '') for name in self.names]
        self.series = ['/'.join(key).rstrip('/') for key in self.keys]
        self.columns = {}

    def column(self, month):
        if month not in self.columns:
            draw = random.Random(self.seed * 10007 + month).random
            self.columns[month] = array.array(
                'q', (self.low + int(draw() * self.span) for _ in self.keys))
        return self.columns[month]

    def revised(self, month, share=0.01):
        """The month once more, and which of its figures are others."""
        column = array.array('q', self.column(month))
        chosen = random.Random(self.seed * 10009 + month).sample(
            range(len(column)), max(1, round(share * len(column))))
        for series in chosen:
            column[series] += 10000
        return column, sorted(chosen)

    def write_rows(self, file, month, column=None):
        when = period(month)
        file.writelines(
            f'{when},{indicator},{area},{figure // 10000}.{figure % 10000:04d}\n'
            for (indicator, area), figure in zip(self.keys, column or self.column(month)))

    def write_csv(self, path, months, column=None):
        with open(path, 'w', encoding='ascii') as file:
            file.write('period,indicator,area,value\n')
            for month in months:
                self.write_rows(file, month, column)

    def write_catalogue(self, path, targets, kind='flow'):
        with open(path, 'w', encoding='utf-8') as file:
            for name in self.names:
                quoted = ', '.join(f'"{target}"' for target in targets)
                file.write(f'indicator {name} {{\n\ttitle = "{name}"\n\tkind = {kind}\n'
                           f'\tevery = month\n\ttarget = {{ {quoted} }}\n}}\n')

    # --- the lines that `rrdtool -` reads, for databases like tidemark's

    def write_creates(self, file, first_month):
        for series in self.series:
            file.write(f'create {series}.rrd --start {stamp(first_month) - STEP} --step {STEP} '
                       f'DS:value:GAUGE:{STEP}:U:U RRA:AVERAGE:0:1:480\n')

    def write_updates(self, file, months):
        """One line a series, with all its months."""
        columns = [(stamp(month), self.column(month)) for month in months]
        for i, series in enumerate(self.series):
            updates = ' '.join(f'{at}:{text(column[i])}' for at, column in columns)
            file.write(f'update {series}.rrd {updates}\n')

    def write_single_updates(self, file, months):
        """One line a row, in the order of the CSV file."""
        for month in months:
            at = stamp(month)
            file.writelines(f'update {series}.rrd {at}:{text(figure)}\n'
                            for series, figure in zip(self.series, self.column(month)))

    def write_fetches(self, file, first_month, last_month, prefix=''):
        ends = f'-s {stamp(first_month) - STEP} -e {stamp(last_month) - STEP}'
        for series in self.series:
            file.write(f'fetch {prefix}{series}.rrd AVERAGE {ends}\n')
