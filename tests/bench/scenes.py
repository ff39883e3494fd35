"""scenes: the works that are measured, each beside what else does it.

A scene prepares its input once. Each of its steps does a work, looks whether it was done right, and
gives what it took; the steps of a scene take turns."""
import array
import csv
import json
import os
import shutil
import struct
import tempfile
import time
import xml.etree.ElementTree

from data import STEP, Figures, period, stamp, text
from tools import PYTHON, Taken, VictoriaMetrics, Wrong, content, fetched, measured

MONTHS = 120
SAMPLE = 25


def step(*needs, most=None):
    """A step needs these tools, and is run `most` times at most."""
    def mark(function):
        function.needs, function.most = needs, most
        return function
    return mark


def expect(found, expected, what):
    if found != expected:
        raise Wrong(f'{what}: {str(found)[:200]} instead of {str(expected)[:200]}')


def script(name):
    return os.path.join(os.path.dirname(os.path.realpath(__file__)), 'peers', name)


def load_result(folder):
    """What `load --format json` said about its file."""
    try:
        return json.loads(content(folder, 'output'))['files'][0]
    except ValueError as error:
        raise Wrong(f'load said no JSON: {error}') from error


class Scene:
    def __init__(self, size):
        self.size = size
        self.folder = tempfile.mkdtemp(prefix='tidemark-bench-', dir=size.folder)
        self.number, self.used = 0, []

    def prepare(self):
        pass

    def after_round(self):
        """Makes room again, but not on a disk: what is made after that takes longer there."""
        if self.size.in_memory and not self.size.keep:
            while self.used:
                shutil.rmtree(self.used.pop())

    def close(self):
        if self.size.keep:
            print(f'{type(self).__name__} stays in {self.folder}')
        else:
            # what was killed may still be writing its last file
            for _ in range(100):
                shutil.rmtree(self.folder, ignore_errors=True)
                if not os.path.exists(self.folder):
                    break
                time.sleep(0.05)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def fresh(self, name):
        self.number += 1
        path = self.path(f'{self.number:03d}-{name}')
        os.makedirs(path)
        self.used.append(path)
        return path

    def tidemark(self, folder, *arguments, **options):
        return measured(self.size.build, [f'{self.size.build}/tidemark', *arguments], folder,
                        **options)

    def rrdtool(self, folder, lines, **options):
        taken = measured(self.size.build, ['rrdtool', '-'], folder, source=lines, **options)
        said = content(folder, 'output')
        if 'ERROR' in said:
            raise Wrong('rrdtool: ' + said[said.index('ERROR'):][:200])
        return taken


def make_folders(folder, figures):
    for name in figures.names:
        os.makedirs(os.path.join(folder, name), exist_ok=True)


def expect_figures(folder, figures, months, prefix=''):
    """Every figure, as rrdtool reads it from the databases."""
    if not shutil.which('rrdtool'):
        return
    found = fetched(folder, figures, months[0], months[-1], prefix)
    for month, column in zip(months, found):
        expect(column, [figure / 10000 for figure in figures.column(month)], period(month))


def expect_shown(scene, folder, figures, months):
    """The figures of some series, as tidemark itself shows them."""
    every = max(1, len(figures.series) // SAMPLE)
    for i in range(0, len(figures.series), every):
        scene.tidemark(folder, 'show', figures.series[i])
        rows = list(csv.reader(content(folder, 'output').splitlines()))[1:]
        expect([(when, float(value)) for when, value in rows],
               [(period(month), figures.column(month)[i] / 10000) for month in months],
               f'show {figures.series[i]}')


def expect_imported(server, figures, months):
    """The number of figures that a VictoriaMetrics has, and those of some series."""
    count = 0
    for name in figures.names:
        answer = server.ask('/api/v1/export', **{
            'match[]': f'{{indicator="{name}"}}', 'start': 0}).splitlines()
        count += sum(len(json.loads(line)['values']) for line in answer)
        one = json.loads(answer[0])
        i = figures.keys.index((name, one['metric']['area']))
        expect(one['values'], [figures.column(month)[i] / 10000 for month in months], name)
    expect(count, len(months) * len(figures.series), 'figures of victoria-metrics')


class Bulk(Scene):
    """W1: one long CSV file of 120 months into an empty store."""
    months = range(MONTHS)

    def figures(self):
        return Figures(self.size.indicators, self.size.areas)

    def prepare(self):
        self.series = self.figures()
        self.series.write_csv(self.path('bulk.csv'), self.months)
        self.series.write_catalogue(self.path('tidemark.conf'), ())
        self.thorough = True

    @property
    def rows(self):
        return len(self.months) * len(self.series.series)

    @step()
    def load(self, **options):
        folder = self.fresh('tidemark')
        taken = self.tidemark(folder, '-c', '../tidemark.conf', '-d', 'data', 'load', '--format',
                              'json', '../bulk.csv', **options)
        said = load_result(folder)
        expect((said['new'], said['series']), (self.rows, len(self.series.series)), 'load')
        shutil.copy(self.path('tidemark.conf'), folder)
        expect_shown(self, folder, self.series, self.months)
        if self.thorough:
            expect_figures(folder, self.series, self.months, 'data/rrd/')
            self.tidemark(folder, 'verify')
        self.thorough = False
        return taken

    @step(most=3)
    def load_watched(self):
        return self.load(watch=True)

    @step('victoria-metrics')
    def victoria(self):
        folder = self.fresh('victoria')
        with VictoriaMetrics(folder) as server:
            taken = server.load(self.path('bulk.csv'))
            expect_imported(server, self.series, self.months)
        return taken

    def rrd(self, lines, write_updates):
        if not os.path.exists(self.path(lines)):
            with open(self.path(lines), 'w', encoding='ascii') as file:
                self.series.write_creates(file, 0)
                write_updates(file, self.months)
        folder = self.fresh('rrdtool')
        make_folders(folder, self.series)
        taken = self.rrdtool(folder, self.path(lines))
        expect_figures(folder, self.series, self.months)
        return taken

    @step('rrdtool')
    def rrd_series(self):
        return self.rrd('lines', self.series.write_updates)

    @step('rrdtool', most=3)
    def rrd_rows(self):
        return self.rrd('single-lines', self.series.write_single_updates)

    @step('sqlite3')
    def sqlite(self):
        folder = self.fresh('sqlite')
        with open(f'{folder}/script', 'w', encoding='ascii') as file:
            file.write('CREATE TABLE figures'
                       '(period TEXT, indicator TEXT, area TEXT, value REAL);\n'
                       '.import --csv --skip 1 ../bulk.csv figures\n'
                       'CREATE INDEX by_series ON figures(indicator, area, period);\n')
        taken = measured(self.size.build, ['sqlite3', 'figures.db'], folder,
                         source=f'{folder}/script')
        measured(self.size.build, ['sqlite3', 'figures.db', 'SELECT count(*), count(DISTINCT '
                                   'indicator || area), typeof(max(value)) FROM figures'], folder)
        expect(content(folder, 'output'), f'{self.rows}|{len(self.series.series)}|real\n',
               'rows of sqlite3')
        return taken


    # --- beside others, for the reader

    @step(most=3)
    def load_and_check(self):
        """What pandas does as one."""
        folder = self.fresh('tidemark')
        self.series.write_catalogue(f'{folder}/tidemark.conf', Checking.targets)
        load = self.tidemark(folder, 'load', '-q', '../bulk.csv')
        return load + self.tidemark(folder, 'check', '--format', 'csv', '--today', '2023-10-10',
                                    good=(0, 1, 2))

    @step('python:pandas', most=3)
    def pandas(self):
        folder = self.fresh('pandas')
        taken = measured(self.size.build, [PYTHON, script('check_pandas.py'), '../bulk.csv'],
                         folder)
        columns = [self.series.column(month) for month in Checking.year]
        expect(content(folder, 'output').split()[2:], [
            str(sum(sum(months) >= 600000 * 10000 for months in zip(*columns))),
            str(sum(figure >= 20000 * 10000 for figure in columns[-1]))], 'pandas')
        return taken

    @step('mlr', most=3)
    def miller(self):
        folder = self.fresh('miller')
        taken = measured(self.size.build, [
            'mlr', '--icsv', '--ocsv', 'stats1', '-a', 'count,sum', '-f', 'value', '-g',
            'indicator,area', '../bulk.csv'], folder)
        rows = content(folder, 'output').splitlines()[1:]
        expect([row.split(',')[2] for row in rows],
               [str(len(self.months))] * len(self.series.series), 'groups of mlr')
        return taken

    @step('python:whisper', most=3)
    def whisper(self):
        folder = self.fresh('whisper')
        make_folders(folder, self.series)
        with open(f'{folder}/figures', 'wb') as file:
            array.array('d', [len(self.months), *map(stamp, self.months)]).tofile(file)
            columns = [self.series.column(month) for month in self.months]
            for figures in zip(*columns):
                array.array('d', (figure / 10000 for figure in figures)).tofile(file)
        with open(f'{folder}/names', 'w', encoding='utf-8') as file:
            file.writelines(f'{series}\n' for series in self.series.series)
        taken = measured(self.size.build, [PYTHON, script('store_whisper.py'), 'figures', 'names'],
                         folder)
        expect(content(folder, 'output').split(), [self.series.series[-1], str(len(self.months))],
               'figures of whisper')
        return taken


class Reading(Scene):
    """From the bytes of the CSV file to figures, beside bare libcsv splitting the same bytes."""
    def prepare(self):
        self.series = Figures(self.size.indicators, self.size.areas)
        self.series.write_csv(self.path('bulk.csv'), range(MONTHS))
        self.series.write_catalogue(self.path('tidemark.conf'), ())

    @step()
    def read(self, **options):
        whole = measured(self.size.build, [f'{self.size.build}/bench/parse', 'bulk.csv',
                                           'tidemark.conf'], self.folder, **options)
        bare, taken, (size, cells, figures) = [
            list(map(float, line.split()))
            for line in content(self.folder, 'output').splitlines()]
        rows = MONTHS * len(self.series.series)
        expect((cells, figures), (4 * (rows + 1), rows), 'cells and figures')
        self.bare = Taken(*bare, size)
        return Taken(*taken, whole.memory)

    @step(most=3)
    def read_watched(self):
        return self.read(watch=True)

    @step()
    def split(self):
        """What the same process took for it; its memory is the size of the file."""
        return self.bare


class Growth(Scene):
    """W1 beside ten times its rows: ten times the series."""
    def prepare(self):
        self.one, self.ten = Bulk(self.size), Bulk(self.size)
        self.ten.figures = lambda: Figures(10 * self.size.indicators, self.size.areas)
        self.one.prepare()
        self.ten.prepare()

    @step(most=3)
    def load_one(self):
        return self.one.load()

    @step(most=3)
    def load_ten(self):
        return self.ten.load()

    def after_round(self):
        self.one.after_round()
        self.ten.after_round()

    def close(self):
        self.one.close()
        self.ten.close()
        super().close()


class Loaded(Scene):
    """The bulk work in a store, and in databases that rrdtool made."""
    targets = ()

    def prepare(self):
        self.series = Figures(self.size.indicators, self.size.areas)
        self.series.write_csv(self.path('bulk.csv'), range(MONTHS))
        self.series.write_catalogue(self.path('tidemark.conf'), self.targets)
        self.tidemark(self.folder, 'load', '-q', 'bulk.csv')


class Monthly(Loaded):
    """W2: the next month of every series. W3: the same month again, 1 % of it revised."""
    def prepare(self):
        super().prepare()
        self.month = MONTHS - 1
        self.peer = None

    def load(self, path):
        taken = self.tidemark(self.folder, 'load', '--format', 'json', path)
        return taken, load_result(self.folder)

    @step()
    def append(self):
        self.month += 1
        self.series.write_csv(self.path('month.csv'), [self.month])
        taken, said = self.load('month.csv')
        expect((said['new'], said['unchanged'], said['revised']),
               (len(self.series.series), 0, []), 'next month')
        expect_figures(self.folder, self.series, [self.month], 'data/rrd/')
        return taken

    @step()
    def revise(self):
        column, chosen = self.series.revised(self.month)
        self.series.write_csv(self.path('again.csv'), [self.month], column)
        taken, said = self.load('again.csv')
        expect((said['new'], said['unchanged']), (0, len(column) - len(chosen)), 'month again')
        expect(sorted((r['series'], r['old'], r['new']) for r in said['revised']),
               sorted((self.series.series[i], self.series.column(self.month)[i] / 10000,
                       column[i] / 10000) for i in chosen), 'revised figures')
        self.series.columns[self.month] = column
        expect_figures(self.folder, self.series, [self.month], 'data/rrd/')
        return taken

    @step('rrdtool')
    def rrd(self):
        if not self.peer:
            self.peer = self.path('rrdtool')
            make_folders(self.peer, self.series)
            with open(self.path('lines'), 'w', encoding='ascii') as file:
                self.series.write_creates(file, 0)
                self.series.write_updates(file, range(MONTHS))
            self.rrdtool(self.peer, self.path('lines'))
            self.peer_month = MONTHS - 1
        self.peer_month += 1
        with open(self.path('lines'), 'w', encoding='ascii') as file:
            self.series.write_updates(file, [self.peer_month])
        taken = self.rrdtool(self.peer, self.path('lines'))
        expect_figures(self.peer, self.series, [self.peer_month])
        return taken


class Checking(Loaded):
    """W4: two targets of each series, one of the year's total and one of every month."""
    targets = ('total >= 600000 in 2023 area=*', 'flow >= 20000 from 2020-01 area=*')
    year = range(MONTHS - 12, MONTHS - 2)  # until October

    def prepare(self):
        super().prepare()
        with open(self.path('lines'), 'w', encoding='ascii') as file:
            self.series.write_fetches(file, 0, MONTHS - 1, 'data/rrd/')

    def judge(self, form):
        return self.tidemark(self.folder, 'check', '--format', form, '--today', '2023-10-10',
                             good=(0, 1, 2))

    @step()
    def check(self):
        taken = self.judge('csv')
        with open(self.path('output'), encoding='utf-8') as file:
            rows = {(row['indicator'], row['area'], row['target'].split()[0]): row['status']
                    for row in csv.DictReader(file)}
        expect(len(rows), 2 * len(self.series.series), 'verdicts')
        columns = [self.series.column(month) for month in self.year]
        for key, figures in zip(self.series.keys, zip(*columns)):
            expect(rows[(*key, 'flow')],
                   'met' if figures[-1] >= 20000 * 10000 else 'missed', key)
            expect(rows[(*key, 'total')] == 'met', sum(figures) >= 600000 * 10000, key)
        return taken

    @step()
    def check_table(self):
        taken = self.judge('text')
        rows = content(self.folder, 'output').splitlines()[1:-1]
        expect(sorted(tuple(row.split()[1:3]) for row in rows),
               sorted(2 * list(self.series.keys)), 'rows of the table')
        # a Chinese character has three bytes and two columns
        ends = [row.split('≥')[0] for row in rows if '2020-01' in row]
        expect(len({len(end) + len(end.encode()) for end in ends}), 1, 'where bounds begin')
        return taken

    @step('rrdtool')
    def fetch(self):
        taken = self.rrdtool(self.folder, self.path('lines'))
        expect(content(self.folder, 'output').count('OK u:'), len(self.series.series), 'fetches')
        return taken


class Starting(Loaded):
    """W7: a command that has little to do."""
    times = 40

    def command(self, *command):
        return measured(self.size.build, command, self.folder, times=self.times)

    @step()
    def version(self):
        return self.command(f'{self.size.build}/tidemark', 'version')

    @step('rrdtool')
    def rrd_version(self):
        return self.command('rrdtool', '--version')

    @step()
    def show(self):
        taken = self.command(f'{self.size.build}/tidemark', 'show', self.series.series[0])
        expect(content(self.folder, 'output').count('\n'), self.times * (1 + MONTHS), 'lines')
        return taken

    @step('rrdtool')
    def rrd_fetch(self):
        taken = self.command('rrdtool', 'fetch', f'data/rrd/{self.series.series[0]}.rrd', 'AVERAGE',
                             '-s', stamp(0) - STEP, '-e', stamp(MONTHS - 1) - STEP)
        expect(content(self.folder, 'output').count('e+'), self.times * MONTHS, 'lines')
        return taken


class Charts(Scene):
    """W5 and W6: charts of 60 months with two targets and the usual range; the report of them."""
    months = range(60)
    low, high, targets = 45000, 55000, (48000, 60000)
    size_of_png = (1720, 760)
    today = ('--today', '2018-12-20')

    def prepare(self):
        self.series = Figures(self.size.charts, low=self.low, high=self.high)
        self.series.write_csv(self.path('figures.csv'), self.months)
        self.series.write_catalogue(self.path('tidemark.conf'), (
            f'value >= {self.targets[0]} from 2014-01', f'value >= {self.targets[1]} by 2018-12'),
            'stock')
        self.tidemark(self.folder, 'load', '-q', 'figures.csv')

    def pictures(self, folder, ending, look):
        names = [name for name in os.listdir(folder) if name.endswith(ending)]
        expect(len(names), len(self.series.names), f'number of {ending}')
        for name in names:
            look(os.path.join(folder, name))

    def is_png(self, path):
        with open(path, 'rb') as file:
            data = file.read()
        expect((data[:8], data[-8:-4]), (b'\x89PNG\r\n\x1a\n', b'IEND'), path)
        expect(struct.unpack('>II', data[16:24]), self.size_of_png, path)

    def chart(self, ending, look, **options):
        folder = self.fresh(f'tidemark-{ending}')
        taken = self.tidemark(self.folder, 'chart', *self.today, '--format', ending, '-o', folder,
                              **options)
        self.pictures(folder, ending, look)
        return taken

    @step('gnuplot')
    def svg(self, **options):
        return self.chart('svg', is_svg, **options)

    @step('gnuplot')
    def png(self):
        return self.chart('png', self.is_png)

    @step('gnuplot', most=3)
    def gnuplot(self):
        """A process for each of the scripts that tidemark has gnuplot draw."""
        if not os.path.exists(self.path('scripts')):
            self.keep_scripts()
        folder = self.fresh('gnuplot')
        shutil.copytree(self.path('scripts'), folder, dirs_exist_ok=True)
        taken = measured(self.size.build, [
            'sh', '-c', 'for script in script*; do gnuplot -d "$script"; done'], folder,
            environment={'LC_ALL': 'C.UTF-8'})
        names = [name for name in os.listdir(folder) if name.startswith('part')]
        expect(len(names), len(self.series.names), 'number of pictures')
        for name in names:
            is_svg(os.path.join(folder, name))
        return taken

    def keep_scripts(self):
        """Has a gnuplot of its own drawn with, which keeps its scripts before it draws."""
        folder, scripts = self.path('bin'), self.path('scripts')
        os.makedirs(folder)
        os.makedirs(scripts)
        with open(f'{folder}/gnuplot', 'w', encoding='utf-8') as file:
            file.write(f'#!/bin/sh\ncp script* "{scripts}"\n'
                       f'exec "{shutil.which("gnuplot")}" "$@"\n')
        os.chmod(f'{folder}/gnuplot', 0o755)
        self.svg(environment={'PATH': f'{folder}:{os.environ["PATH"]}'})
        expect(len(os.listdir(scripts)), len(self.series.names), 'number of scripts')

    def rrd_graphs(self, size):
        folder = self.fresh('rrdtool')
        ends = f'-s {stamp(0)} -e {stamp(len(self.months) - 1)}'
        low, high, targets = self.low, self.high, self.targets
        with open(f'{folder}/lines', 'w', encoding='utf-8') as file:
            for name in self.series.names:
                file.write(
                    f'graph {name}.png {ends} {size} --full-size-mode --title {name} '
                    f'--lower-limit 40000 --upper-limit 65000 --rigid '
                    f'DEF:v=../data/rrd/{name}.rrd:value:AVERAGE '
                    f'CDEF:low=v,0,*,{low},+ CDEF:wide=v,0,*,{high - low},+ '
                    f'LINE0:low AREA:wide#E4E7EB::STACK LINE2:v#52606D:Figures '
                    f'HRULE:{targets[0]}#1F2933:Target:dashes '
                    f'HRULE:{targets[1]}#1F2933:Target:dashes GPRINT:v:LAST:%.4lf\n')
        taken = self.rrdtool(folder, 'lines')
        self.pictures(folder, 'png', self.is_png)
        return taken

    @step('rrdtool', most=3)
    def rrd_graph(self):
        """As tidemark draws it: half the size, and twice as fine."""
        return self.rrd_graphs('--width 860 --height 380 --zoom 2')

    @step('rrdtool', most=1)
    def rrd_wide_graph(self):
        """With more grid and smaller letters than anybody wants, which takes its time."""
        return self.rrd_graphs('--width 1720 --height 760')

    @step('python:matplotlib', most=1)
    def matplotlib(self):
        folder = self.fresh('matplotlib')
        columns = [self.series.column(month) for month in self.months]
        with open(f'{folder}/charts.csv', 'w', encoding='utf-8') as file:
            for name, figures in zip(self.series.names, zip(*columns)):
                file.write(','.join(map(str, (name, self.low, self.high, *self.targets,
                                              *map(text, figures)))) + '\n')
        taken = measured(self.size.build, [PYTHON, script('draw_matplotlib.py'), 'charts.csv'],
                         folder)
        self.pictures(folder, 'png', self.is_png)
        return taken

    @step('gnuplot')
    def report(self):
        folder = self.fresh('report')
        taken = self.tidemark(self.folder, 'report', *self.today, '-o', folder)
        charts = [name for name in os.listdir(f'{folder}/charts') if name.endswith('.svg')]
        expect(len(charts) >= len(self.series.names), True, 'a chart of each in the report')
        for name in charts:
            is_svg(f'{folder}/charts/{name}')
        return taken

    @step('gnuplot')
    def report_single(self):
        folder = self.fresh('single')
        taken = self.tidemark(self.folder, 'report', *self.today, '--single', '-o',
                              f'{folder}/report.html')
        pictures = content(folder, 'report.html').count('data:image/svg+xml')
        expect(pictures >= len(self.series.names), True, 'a chart of each in the page')
        return taken


def is_svg(path):
    try:
        root = xml.etree.ElementTree.parse(path).getroot().tag
    except xml.etree.ElementTree.ParseError as error:
        raise Wrong(f'{path}: {error}') from error
    expect(root, '{http://www.w3.org/2000/svg}svg', path)
