"""changes: what can be changed in a C source of ours, one token or statement at a time.

It reads the tokens, not the grammar, and relies on the sources being laid out by clang-format: a
binary operator has a blank on each side, the body of a function begins with { in the first column.
"""
import re

TOKEN = re.compile(r'''
    (?P<skip>/\*.*?\*/ | //[^\n]* | ^\#(?:[^\n]*\\\n)*[^\n]* | \s+)
  | (?P<text>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
  | (?P<number>0[xX][0-9a-fA-F]+[uUlL]* | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[uUlLfF]*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
''', re.S | re.M | re.X)

SWAPS = {'<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==', '&&': '||', '||': '&&',
         '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '+=': '-=', '-=': '+=', '*=': '/=',
         '/=': '*=', '++': '--', '--': '++'}
BINARY = {'<', '>', '+', '-', '*', '/', '%', '&&', '||'}
ASSIGNMENTS = {'=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=', '++', '--'}
OPENING, CLOSING = '([{', ')]}'


class Token:
    """A token, where it begins in the source, and whether it is inside a function."""

    def __init__(self, match, inside):
        self.kind, self.text = match.lastgroup, match.group()
        self.start, self.end, self.inside = match.start(), match.end(), inside

    def is_in(self, texts):
        return self.kind in ('sign', 'name') and self.text in texts


class Change:
    """`source[start:end]` becomes `new`; `what` says so, `count` which of several alike on the
    line it is."""

    def __init__(self, file, source, start, end, new, what):
        self.file, self.start, self.end, self.new, self.what = file, start, end, new, what
        self.line = source.count('\n', 0, start) + 1
        begin = source.rfind('\n', 0, start) + 1
        self.text = ' '.join(source[begin:(source.find('\n', start))].split())
        self.count = 1

    def key(self):
        return (self.file, self.text, self.what, self.count)

    def __str__(self):
        again = f' (no. {self.count})' if self.count > 1 else ''
        return f'{self.file}:{self.line}: {self.what}{again}\n\t{self.text}'

    def applied(self, source):
        return source[:self.start] + self.new + source[self.end:]


def tokens_of(source):
    tokens, inside = [], False
    for match in TOKEN.finditer(source):
        if match.lastgroup == 'skip':
            continue
        in_first_column = match.start() == 0 or source[match.start() - 1] == '\n'
        if in_first_column and match.group() in '{}':
            inside = match.group() == '{'
        tokens.append(Token(match, inside))
    return tokens


def closing(tokens, at):
    """Where the bracket that opens at `at` is closed."""
    depth = 0
    for i in range(at, len(tokens)):
        depth += tokens[i].is_in(OPENING) - tokens[i].is_in(CLOSING)
        if not depth:
            return i
    return len(tokens) - 1


# the lesser or greater of two values: when they are equal, either is
EITHER = re.compile(r'(?:[(,=?:{]|return)\s+([*\w.>-]+) [<>]=? ([*\w.>-]+)\s+\? '
                    r'(?:\1 : \2|\2 : \1)(?=[,;)}])')


def operators(source, tokens):
    of_equals = {match.end(1) + 1 for match in EITHER.finditer(source)}
    for token in tokens:
        if not token.inside or not token.is_in(SWAPS) or token.start in of_equals:
            continue
        # anything else of these is a sign, or a pointer
        if token.text in BINARY and not (source[token.start - 1].isspace() and
                                         source[token.end].isspace()):
            continue
        yield token.start, token.end, SWAPS[token.text], f'{token.text} becomes {SWAPS[token.text]}'


def is_room(tokens, i):
    """In the length of an array that is declared: one more of it changes nothing."""
    if tokens[i + 1].is_in(']') and tokens[i + 2].is_in('=') and tokens[i + 3].is_in('{'):
        return True
    while i > 2 and not tokens[i].is_in({'[', ';', '{', '(', ','}):
        i -= 1
    return tokens[i].is_in('[') and tokens[i - 1].kind == tokens[i - 2].kind == 'name' and (
        not tokens[i - 2].is_in({'return', 'case', 'else'}))


def is_vast(text):
    """A double of which one more is the same."""
    return re.fullmatch(r'[\d.]+[eE]\d+', text) and float(text) + 1 == float(text)


def constants(tokens):
    for i, token in enumerate(tokens):
        is_nothing = i + 1 < len(tokens) and tokens[i - 1].is_in('{') and tokens[i + 1].is_in('}')
        if token.kind != 'number' or is_nothing or is_room(tokens, i) or is_vast(token.text):
            continue
        new = f'({token.text} + 1)'
        yield token.start, token.end, new, f'{token.text} becomes {token.text} + 1'
        if token.text == '1':
            yield token.start, token.end, '0', '1 becomes 0'


def conditions(tokens):
    for i, token in enumerate(tokens[:-1]):
        if token.inside and token.is_in({'if', 'while'}) and tokens[i + 1].is_in('('):
            end = closing(tokens, i + 1)
            yield tokens[i + 1].start, tokens[end].end, None, f'{token.text} becomes {token.text} not'


def begins_statement(tokens, i):
    before = tokens[i - 1]
    if before.is_in({';', '{', '}', 'else', 'do'}):
        return True
    if not before.is_in(')'):
        return before.is_in(':') and not tokens[i].is_in('(')
    depth = 0
    for j in range(i - 1, -1, -1):
        depth += tokens[j].is_in(CLOSING) - tokens[j].is_in(OPENING)
        if not depth:
            return tokens[j - 1].is_in({'if', 'for', 'while'})
    return False


def end_of_statement(tokens, i):
    """Where its semicolon is; None if a block comes first."""
    depth = 0
    for j in range(i, len(tokens)):
        if tokens[j].is_in(';') and not depth:
            return j
        if tokens[j].is_in('{') and not depth and not tokens[j - 1].is_in({'=', ')'}):
            return None
        depth += tokens[j].is_in(OPENING) - tokens[j].is_in(CLOSING)
        if depth < 0:
            return None
    return None


def kind_of_statement(tokens, first, last):
    """What is dropped, or None: declarations and whatever controls others stay."""
    words = tokens[first:last]
    if words[0].is_in({'return', 'continue', 'break'}):
        # the last statement of a function has nothing behind it that could run instead
        is_last = tokens[last + 1].is_in('}') and not tokens[last + 1].inside
        return None if is_last else words[0].text
    if len(words) < 2 or words[0].is_in({'if', 'for', 'while', 'do', 'switch', 'case', 'default',
                                         'else', 'goto', 'static', 'const', 'struct', 'enum'}):
        return None
    if words[0].kind == 'name' and (words[1].kind == 'name' or words[1].is_in('*')):
        return None
    depth = 0
    for word in words:
        if not depth and word.is_in(ASSIGNMENTS):
            return 'assignment'
        depth += word.is_in(OPENING) - word.is_in(CLOSING)
    return 'call' if words[0].kind == 'name' and words[1].is_in('(') else None


def statements(tokens):
    for i, token in enumerate(tokens):
        if not i or not token.inside or not begins_statement(tokens, i):
            continue
        last = end_of_statement(tokens, i)
        kind = kind_of_statement(tokens, i, last) if last and last > i else None
        if kind:
            yield token.start, tokens[last].end, ';', f'{kind} dropped'


def changes_of(file, source):
    """All changes of a source, in its order."""
    tokens = tokens_of(source)
    found = [*operators(source, tokens), *constants(tokens), *conditions(tokens),
             *statements(tokens)]
    changes, seen = [], {}
    for start, end, new, what in sorted(found, key=lambda change: (change[0], change[3])):
        new = f'(!{source[start:end]})' if new is None else new
        change = Change(file, source, start, end, new, what)
        seen[change.key()] = change.count = seen.get(change.key(), 0) + 1
        changes.append(change)
    return changes
