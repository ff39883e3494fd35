"""tools: runs tidemark and its peers, and says what each took."""
import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

PYTHON = '/usr/bin/python3'  # the one that Debian's packages of Python modules belong to


class Wrong(Exception):
    """Something measured did not do its work."""


class Taken:
    """What a command took: seconds, seconds of all processors, peak memory in bytes."""

    def __init__(self, wall, cpu, memory=0.0):
        self.wall, self.cpu, self.memory = wall, cpu, memory

    def __add__(self, other):
        return Taken(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


def is_there(tool):
    """A program, or `python:MODULE`."""
    if tool.startswith('python:'):
        return not subprocess.run([PYTHON, '-c', f'import {tool[7:]}'], check=False,
                                  stderr=subprocess.DEVNULL).returncode
    return shutil.which(tool) is not None


ENDS = {signal.SIGTERM, signal.SIGINT}


def measured(build, command, folder, source=None, output='output', good=(0,), times=1, watch=False,
             environment=None):
    """Runs a command in a folder. Its standard input is the file `source`, its standard output
    becomes the file `output` there, what it says goes to `messages`. `watch` looks how much memory
    all its processes have together, which is too much work while something is timed."""
    folder = str(folder)
    report = os.path.join(folder, 'report')
    with contextlib.ExitStack() as files:
        def opened(name, mode):
            return files.enter_context(open(os.path.join(folder, name), mode))

        # ended while it starts one, we would not know which process to end
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
        process = subprocess.Popen(
            [f'{build}/bench/measure', report, str(times), *map(str, command)], cwd=folder,
            stdin=opened(source, 'rb') if source else subprocess.DEVNULL,
            stdout=opened(output, 'wb'), stderr=opened('messages', 'wb'),
            env={**os.environ, **(environment or {})}, start_new_session=True,
            preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS))
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
            together = watched(process) if watch else 0
            process.wait()
        finally:
            stop_session(process)
    if process.returncode:
        raise Wrong(f'{command[0]} does not run: {content(folder, "messages")}')
    wall, cpu, greatest, status = content(folder, 'report').split()
    if int(status) not in good:
        raise Wrong(f'{" ".join(map(str, command))[:200]}: status {status}: '
                    f'{content(folder, "messages")[:500]}')
    return Taken(float(wall), float(cpu), max(1024 * float(greatest), together))


def stop_session(process):
    """Ends what is left if we are interrupted."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def content(folder, name):
    with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as file:
        return file.read()


def watched(process):
    """Peak of the memory of all processes of a session, what they share counted once."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(share_of(pid) for pid in session_of(process.pid)))
        time.sleep(0.004)
    return peak


def session_of(session):
    for pid in filter(str.isdigit, os.listdir('/proc')):
        with contextlib.suppress(OSError):
            if os.getsid(int(pid)) == session:
                yield pid


def share_of(pid):
    with contextlib.suppress(OSError, StopIteration):
        with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as file:
            return 1024 * int(next(line for line in file if line.startswith('Pss:')).split()[1])
    return 0


class VictoriaMetrics:
    """A server of its own on the loopback interface, which ends with the `with` block."""

    FORMAT = '1:time:custom:2006-01,2:label:indicator,3:label:area,4:metric:value'

    def __init__(self, folder):
        self.folder = str(folder)

    def __enter__(self):
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        with open(f'{self.folder}/messages', 'wb') as messages:
            self.process = subprocess.Popen(
                ['victoria-metrics', f'-storageDataPath={self.folder}/data',
                 f'-httpListenAddr=127.0.0.1:{self.port}', '-retentionPeriod=100y',
                 '-search.latencyOffset=0s'], stdout=messages, stderr=messages)
        deadline = time.monotonic() + 30
        while not self.is_ready():
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.__exit__()
                raise Wrong(f'victoria-metrics does not start: {content(self.folder, "messages")}')
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def is_ready(self):
        with contextlib.suppress(OSError):
            return self.ask('/health') == b'OK'
        return False

    def ask(self, path, **parameters):
        connection = http.client.HTTPConnection('127.0.0.1', self.port)
        connection.request('GET', f'{path}?{urllib.parse.urlencode(parameters)}')
        answer = connection.getresponse().read()
        connection.close()
        return answer

    def cpu(self):
        fields = content('/proc', f'{self.process.pid}/stat').rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def memory(self):
        status = content('/proc', f'{self.process.pid}/status')
        return 1024 * int(status.split('VmHWM:')[1].split()[0])

    def load(self, path):
        """What an import took until it was answered; its rows can be asked for afterwards."""
        cpu, begin = self.cpu(), time.perf_counter()
        with open(path, 'rb') as file:
            head = len(file.readline())
            self.send(file, head, os.path.getsize(path) - head)
        taken = Taken(time.perf_counter() - begin, self.cpu() - cpu)
        self.ask('/internal/force_flush')
        taken.memory = self.memory()
        return taken

    def send(self, file, begin, length):
        connection = http.client.HTTPConnection('127.0.0.1', self.port)
        connection.putrequest('POST', '/api/v1/import/csv?' + urllib.parse.urlencode(
            {'format': self.FORMAT}))
        connection.putheader('Content-Length', str(length))
        connection.endheaders()
        connection.sock.sendfile(file, begin, length)
        answer = connection.getresponse()
        if answer.status != 204:
            raise Wrong(f'victoria-metrics takes no CSV: {answer.read().decode()[:500]}')
        connection.close()


def fetched(folder, figures, first_month, last_month, prefix=''):
    """Every figure that `rrdtool -` finds in the databases of the series, as numbers by month."""
    with open(f'{folder}/fetches', 'w', encoding='utf-8') as file:
        figures.write_fetches(file, first_month, last_month, prefix)
    with open(f'{folder}/fetches', 'rb') as source:
        answer = subprocess.run(['rrdtool', '-'], cwd=folder, stdin=source, check=True,
                                stdout=subprocess.PIPE).stdout.decode()
    series = [[float(row.split(': ')[1]) for row in block.splitlines() if ': ' in row]
              for block in answer.split('OK u:')[:-1]]
    months = last_month - first_month + 1
    return [[one[month] for one in series] for month in range(months)]
