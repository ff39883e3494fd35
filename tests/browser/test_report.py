#!/usr/bin/python3
"""The report as a browser shows it: what is asked for, how it is sorted, filtered, printed and read
without a mouse, without scripts, on a phone, at night, and what hostile text does in it."""
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from browser import CONTRAST, CUT, expect, main, same, tidemark  # noqa: E402

TODAY = '2024-07-10'
ROWS = 90  # more than a printed page takes
FILLED = 12  # of them have figures

WINDOWS = [(390, 844), (600, 900), (1100, 900), (1280, 900), (1920, 1080)]

HOSTILE = [
    '''<script>window.canary=1</script>''',
    '''</style><style>*{display:none}</style>''',
    '''</script><script>alert(1)</script>''',
    '''"><img src=x onerror="window.canary=2" alt="''',
    '''' onmouseover='window.canary=3' x=' ''',
    ''']]><svg onload=alert(4)>''',
    '''</noscript><img src=x onerror=alert(5)>''',
    '''--><b>bold</b><!--''',
    '''\u202eturned\u202c \u2066isolated\u2069 \u200fmark''',
    '''`backquoted` $(shell) %s %n {{template}} &amp; &#60;b&#62;''',
    '''javascript:alert(6)''',
    'W' * 200,
    '无标点的长标题' * 20,
]


def quoted(text):
    """A value of the catalogue."""
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('$', '\\$') + '"'


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def make_plain(folder):
    """Something of everything: statuses, owners, groups, areas, a projection, a revision."""
    lines = ['lang = en', '''
group B1 { title = "Traffic"  owner = { "Roads", "Police" }  due = 2024-12-31  note = "All of it"
    action "B1.1" { title = "Mend the bridge"  owner = "Roads"  due = 2024-06-01 }
    action "B1.2" { title = "Count the cars"  owner = "Police"  due = 2024-09-30  done = 2024-05-01  evidence = "Minutes of 2 May" } }
group B2 { title = "Air"  owner = "Health"  closed = 2024-03-01  due = 2024-02-01 }
indicator jams { title = "Traffic jams"  unit = "h"  kind = flow  every = month  group = B1
    target = { "value <= 10", "total <= 300 in 2024" }  note = "by camera"  source_note = "Roads office" }
indicator dust { title = "Dust"  unit = "t"  kind = stock  every = month  owner = "Health"  group = B2
    target = { "value <= 5", "value <= 2 by 2024-12" } }
indicator trees { title = "Trees"  kind = stock  every = year  owner = "Parks"  target = "value >= 100" }
indicator births { title = "Births"  kind = flow  every = month }''']
    lines += [f'indicator row_{i:03} {{ title = "Row {i:03}"  kind = stock  every = month  '
              f'owner = "Office first{i:03} of the long name which has to be broken last{i:03}"  '
              f'target = "value >= {i}" }}' for i in range(ROWS)]
    write(folder, 'tidemark.conf', '\n'.join(lines) + '\n')
    names = ['jams', 'dust', 'births'] + [f'row_{i:03}' for i in range(FILLED)]
    rows = ['month,area,' + ','.join(names)]
    for month in range(42):
        figures = [12 + month % 7, 9 - month % 5, 30 + month % 3] + \
            [(i * 37 + month) % 1000 / 10 for i in range(FILLED)]
        rows.append(f'{2021 + month // 12}-{month % 12 + 1:02},Total,' + ','.join(map(str, figures)))
    rows += ['2024-06,north,3,1' + ',' * (FILLED + 1), '2024-06,south,4,2' + ',' * (FILLED + 1)]
    write(folder, 'first.csv', '\n'.join(rows) + '\n')
    write(folder, 'second.csv', 'month,jams\n2024-05,19.5\n')
    tidemark(folder, 'load', '-q', 'first.csv', 'second.csv')
    tidemark(folder, 'report', '--today', TODAY, '--since', '1')
    tidemark(folder, 'report', '--today', TODAY, '--since', '1', '--single', '-o', 'single.html')
    tidemark(folder, 'report', '--today', TODAY, '--lang', 'zh', '-o', 'chinese')
    tidemark(folder, 'report', '--today', TODAY, '--owner', 'Police', '-o', 'owner')
    tidemark(folder, 'report', '--today', TODAY, '--group', 'B2', '-o', 'group')
    tidemark(folder, '-d', 'nothing', 'report', '--today', TODAY, '-o', 'empty')


def make_hostile(folder):
    """Every text that can come from outside, with all that can be tried in one."""
    parts = ['lang = en\nsource all { match = "*"  layout = wide  area_column = "area" }\n']
    for i, text in enumerate(HOSTILE):
        value = quoted(text)
        parts.append(f'group H{i} {{ title = {value}  owner = {value}  note = {value}  due = 2024-01-01\n'
                     f'action "H{i}.1" {{ title = {value}  owner = {value}  evidence = {value}  '
                     f'progress = {{ {value} }} }} }}\n'
                     f'indicator hostile_{i} {{ title = {value}  unit = {value}  kind = flow  every = month  '
                     f'group = H{i}  note = {value}  source_note = {value}  target = "value <= 1" }}\n')
    write(folder, 'tidemark.conf', ''.join(parts))
    columns = ','.join(f'hostile_{i}' for i in range(len(HOSTILE)))
    rows = [f'month,area,{columns}']
    for text in HOSTILE[:-2]:  # those are too long for the name of a file
        area = text.replace('"', '""')
        rows += [f'2024-0{month},"{area}",' + ','.join('3' for _ in HOSTILE) for month in (5, 6)]
    rows += [f'2024-0{month},Total,' + ','.join('9' for _ in HOSTILE) for month in (5, 6)]
    name = HOSTILE[0].replace('/', '') + '.csv'
    for figure in ('3', '4'):
        write(folder, name, '\n'.join(rows).replace(',3', f',{figure}') + '\n')
        tidemark(folder, 'load', '-q', name)
    tidemark(folder, 'report', '--today', TODAY, '--since', '1')
    tidemark(folder, 'report', '--today', TODAY, '--since', '1', '--single', '-o', 'single.html')


def prepare(folder):
    make_plain(os.path.join(folder, 'plain'))
    make_hostile(os.path.join(folder, 'hostile'))


PAGES = ['plain/report/index.html', 'plain/single.html', 'plain/chinese/index.html',
         'plain/owner/index.html', 'plain/group/index.html', 'plain/empty/index.html',
         'hostile/report/index.html', 'hostile/single.html']


# What is found on each page, in a single visit.
facts = {}

SEE_ALL = '''
    const done = arguments[0];
    for (const picture of document.images)
        picture.loading = "eager";
    for (const details of document.querySelectorAll("details"))
        details.open = true;
    Promise.all(Array.from(document.images, picture => picture.decode())).then(
        () => setTimeout(() => done("")), error => done(String(error)));'''

BUILT = '''
    const all = selector => Array.from(document.querySelectorAll(selector));
    const ids = all("[id]").map(element => element.id);
    const attributes = all("*").flatMap(element => Array.from(element.attributes,
        ({ name, value }) => [element.tagName, name, value]));
    return {
        canary: window.canary || null,
        scripts: document.scripts.length,
        styles: document.querySelectorAll("style").length,
        bold: all("b").some(b => b.textContent === "bold"),
        handlers: attributes.filter(([, name]) => name.startsWith("on")),
        foreign: attributes.filter(([, name, value]) => ["href", "src", "action"].includes(name) &&
            !/^(#|charts\\/|data:image\\/svg)/.test(value)),
        levels: all("h1,h2,h3,h4").map(h => Number(h.tagName[1])),
        bare: all("table").filter(table => !table.querySelector("thead th[scope=col]") ||
            table.tBodies[0].rows.length && !table.querySelector("tbody th[scope=row]")).length,
        twice: ids.filter((id, i) => ids.indexOf(id) !== i),
        nowhere: all("a").filter(a => !document.getElementById(
            decodeURIComponent(a.hash.slice(1)))).map(a => a.outerHTML),
        language: document.documentElement.lang,
        pictures: document.images.length,
        blind: all("img").filter(img => !img.naturalWidth || img.alt.trim().length < 10).length,
        text: document.body.textContent };'''


def look(browser, folder, page):
    """Everything that is asked of every page."""
    browser.window()
    browser.scheme('light')
    browser.open(os.path.join(folder, page))
    fact = {'pictures there': browser.driver.execute_async_script(SEE_ALL)}
    fact['console'] = [entry['message'] for entry in browser.log('browser')]
    messages = [json.loads(line['message'])['message'] for line in browser.log('performance')]
    fact['asked'] = [message['params']['request']['url'] for message in messages
                     if message['method'] == 'Network.requestWillBeSent']
    fact.update(browser.run(BUILT))
    fact['contrast'] = {}
    for scheme in () if 'single' in page else ('light', 'dark'):
        browser.scheme(scheme)
        paper = browser.run('return getComputedStyle(document.body).backgroundColor')
        same(paper == 'rgb(255, 255, 255)', scheme == 'light', f'{page}: {scheme} is {paper}')
        fact['contrast'][scheme] = browser.run(CONTRAST)
    fact['widths'] = {}
    for width, height in WINDOWS if page in (PAGES[0], PAGES[6]) else WINDOWS[:1]:
        browser.window(width, height)
        fact['widths'][width] = max(0, browser.run(
            'return document.documentElement.scrollWidth') - width), browser.run(CUT, width)
    return fact


def each(browser, folder):
    for page in PAGES:
        if page not in facts:
            facts[page] = look(browser, folder, page)
        yield page, facts[page]


def plain(browser, folder):
    browser.open(os.path.join(folder, PAGES[0]))


# --- what is asked for, and what is run

def nothing_is_said_on_the_console(browser, folder):
    for page, fact in each(browser, folder):
        same(fact['console'], [], page)


def nothing_is_asked_for_outside_of_the_folder(browser, folder):
    for page, fact in each(browser, folder):
        own = 'file://' + os.path.join(folder, page)
        charts = 'data:image/svg+xml;base64,' if 'single' in page else \
            os.path.dirname(own) + '/charts/'
        expect(own in fact['asked'], f'{page}: no request was seen')
        same([url[:80] for url in fact['asked'] if url != own and not url.startswith(charts)], [],
             f'{page}: asked for')


def every_picture_is_there_and_says_what_it_shows(browser, folder):
    for page, fact in each(browser, folder):
        same((fact['pictures there'], fact['blind']), ('', 0), page)
        expect(fact['pictures'] or 'empty' in page, f'{page}: no pictures')


def no_text_is_run_or_becomes_markup(browser, folder):
    for page, fact in each(browser, folder):
        same([fact[name] for name in ('canary', 'scripts', 'styles', 'bold', 'handlers', 'foreign')],
             [None, 1, 1, False, [], []], page)
        for text in HOSTILE if 'hostile' in page else []:
            shown = re.sub('[\u202a-\u202e\u2066-\u2069]', '\ufffd', text)
            expect(shown in fact['text'], f'{page}: not shown: {shown}')


# --- the table

def column(browser, name):
    return browser.run('''
        const table = document.getElementById("all-targets");
        const at = Array.from(table.tHead.rows[0].cells).findIndex(
            cell => cell.innerText.startsWith(arguments[0]));
        return Array.from(table.tBodies[0].rows).filter(row => !row.hidden).map(
            row => row.cells[at].textContent)''', name)


def head(browser, name):
    return [cell for cell in browser.find_all('#all-targets thead th') if cell.text.startswith(name)][0]


def press_head(browser, name):
    browser.click(head(browser, name).find_element('css selector', 'button'))


def number(text):
    return float(re.sub('[^0-9.-]', '', text))


def a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(browser, folder):
    plain(browser, folder)
    before = sorted(column(browser, 'Indicator'))
    for name in ('Target', 'Value'):
        for order in ('ascending', 'descending'):
            press_head(browser, name)
            same(head(browser, name).get_attribute('aria-sort'), order, name)
            same(len(browser.find_all('#all-targets [aria-sort]')), 1, 'columns said to be sorted')
    same(sorted(column(browser, 'Indicator')), before, 'rows lost or new')


def every_column_sorts_what_is_empty_comes_last(browser, folder):
    plain(browser, folder)
    sorted_by = browser.run('''
        const table = document.getElementById("all-targets");
        return Array.from(table.querySelectorAll("thead button"), button => {
            const at = button.parentElement.cellIndex;
            return [button.textContent, [1, 2].map(() => {
                button.click();
                return Array.from(table.tBodies[0].rows, row => row.cells[at].textContent);
            })];
        });''')
    same(len(sorted_by), 14, 'columns to sort by')
    for name, (upwards, downwards) in sorted_by:
        filled = [[text for text in texts if text] for texts in (upwards, downwards)]
        for texts, some in zip((upwards, downwards), filled):
            same(texts[len(some):], [''] * (len(texts) - len(some)), f'{name}: what is empty')
        same(sorted(filled[0]), sorted(filled[1]), f'{name}: lost or new')
        expect(len(set(filled[0])) < 2 or filled[0] != filled[1], f'{name}: not turned round')


def numbers_are_sorted_by_their_size(browser, folder):
    plain(browser, folder)
    press_head(browser, 'Value')
    values = [number(text) for text in column(browser, 'Value') if text and text[-1].isdigit()]
    expect(len(values) > FILLED and values == sorted(values), f'not sorted: {values}')


def select(browser, name, value):
    browser.run('''
        const field = document.querySelector("#filter [name=" + arguments[0] + "]");
        field.value = arguments[1];
        field.dispatchEvent(new Event("input", { bubbles: true }));''', name, value)


def filters_leave_what_fits_and_say_how_much_that_is(browser, folder):
    plain(browser, folder)
    every = len(column(browser, 'Indicator'))
    count = browser.find('#filter output')
    same(count.text, f'{every} of {every} shown', 'count')
    same(count.get_attribute('aria-live'), 'polite', 'announced')
    select(browser, 'status', 'missed')
    missed = column(browser, 'Status')
    expect(missed and set(missed) == {'missed'}, 'by status')
    same(count.text, f'{len(missed)} of {every} shown', 'count')
    browser.click(browser.find('#filter button'))
    select(browser, 'owner', 'Health')
    same(set(column(browser, 'Owner')), {'Health'}, 'by owner')
    select(browser, 'group', 'B1')
    same(column(browser, 'Indicator'), [], 'by owner and group')
    select(browser, 'owner', '')
    same(set(column(browser, 'Indicator')), {'Traffic jams'}, 'by group')
    browser.click(browser.find('#filter button'))
    browser.find('#filter input').send_keys('ROW 00')
    same(sorted(column(browser, 'Indicator')), [f'Row {i:03}' for i in range(10)], 'by text')
    browser.click(browser.find('#filter button'))
    browser.run('return new Promise(done => setTimeout(done, 20))')
    same(len(column(browser, 'Indicator')), every, 'cleared')


def focused(browser):
    return browser.run('''
        const element = document.activeElement, style = getComputedStyle(element);
        const box = element.getClientRects()[0], limit = size => x => Math.max(0, Math.min(size - 1, x));
        const x = [box.left, box.right].map(limit(innerWidth));
        const y = [box.top, box.bottom].map(limit(innerHeight));
        const top = document.elementFromPoint((x[0] + x[1]) / 2, (y[0] + y[1]) / 2);
        return { tag: element.tagName, name: element.getAttribute("name") || "",
            text: element.getAttribute("aria-label") || element.innerText || "",
            seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            covered: !top || !element.contains(top) && !top.contains(element) }''')


def tab_to(browser, wanted, most):
    """Goes on with the Tab key to what is wanted; all on the way must be seen to have the focus."""
    for _ in range(most):
        browser.press(browser.keys.TAB)
        now = focused(browser)
        expect(now['seen'] and not now['covered'], f'the focus is not to be seen: {now}')
        if wanted(now):
            return now
    expect(False, f'not reached by the Tab key: {now}')


def the_keyboard_alone_will_do(browser, folder):
    plain(browser, folder)
    first = tab_to(browser, lambda now: True, 1)
    same(first['text'], 'Skip to the contents', 'first stop')
    browser.press(browser.keys.ENTER)
    tab_to(browser, lambda now: now['text'].endswith('Missed'), 1)
    browser.press_with_shift(browser.keys.TAB)
    same(focused(browser)['text'], 'Data and methods', 'back into the navigation')
    for _ in range(3):
        browser.press_with_shift(browser.keys.TAB)
    same(focused(browser)['text'], 'All targets', 'link to the table')
    browser.press(browser.keys.ENTER)
    tab_to(browser, lambda now: now['name'] == 'status', 3)
    browser.press('m')
    expect(set(column(browser, 'Status')) == {'missed'} or 'met' in column(browser, 'Status'),
           'a status chosen by its first letter')
    browser.press(browser.keys.HOME)
    tab_to(browser, lambda now: now['name'] == 'owner', 3)
    tab_to(browser, lambda now: now['name'] == 'group', 3)
    tab_to(browser, lambda now: now['name'] == 'find', 3)
    browser.press('row 01')
    same(len(column(browser, 'Indicator')), 10, 'found by typing')
    tab_to(browser, lambda now: now['tag'] == 'BUTTON', 3)
    browser.press(browser.keys.ENTER)
    tab_to(browser, lambda now: now['text'].startswith('Indicator'), 3)
    browser.press(browser.keys.ENTER)
    same(head(browser, 'Indicator').get_attribute('aria-sort'), 'ascending', 'Enter')
    browser.press(' ')
    same(head(browser, 'Indicator').get_attribute('aria-sort'), 'descending', 'Space')
    browser.press_with_shift(browser.keys.TAB)
    expect('All targets' in focused(browser)['text'] or focused(browser)['tag'] != 'BODY', 'back')


def figures_are_unpacked_when_somebody_looks(browser, folder):
    plain(browser, folder)
    details = browser.find('#i-jams details')
    same(len(details.find_elements('css selector', 'table')), 0, 'packed')
    browser.click(details.find_element('css selector', 'summary'))
    rows = browser.until(lambda: details.find_elements('css selector', 'tbody tr'))
    same(len(rows), 42, 'rows')
    same(rows[1].text.split()[:3], ['2024-05', '19.5', 'h'], 'the second latest')
    expect(rows[0].is_displayed(), 'not shown')


# --- without scripts

def without_scripts_the_page_is_whole_and_has_no_dead_controls(browser, folder):
    browser.scripts(False)
    plain(browser, folder)
    same([field.tag_name for field in browser.find_all('form, button, select, input')
          if field.is_displayed()], [], 'controls')
    same(len(browser.find_all('#all-targets tbody tr')), ROWS + 6, 'rows')
    details = browser.find('#i-jams details')
    browser.click(details.find_element('css selector', 'summary'))
    expect(details.get_attribute('open'), 'figures stay closed')
    same(len(details.find_elements('css selector', 'tbody tr')), 42, 'figures')
    expect(details.find_element('css selector', 'tbody td').is_displayed(), 'figures not shown')


# --- how it looks

def nothing_is_cut_or_wider_than_the_window_from_phone_to_desk(browser, folder):
    for page, fact in each(browser, folder):
        for width, (more, cut) in fact['widths'].items():
            same((more, cut), (0, []), f'{page} at {width}')


def every_text_can_be_read_by_day_and_by_night(browser, folder):
    for page, fact in each(browser, folder):
        for scheme, (measured, poor) in fact['contrast'].items():
            expect(measured > 30, f'{page}: only {measured} texts')
            same(poor, [], f'{page}, {scheme}: contrast')


paper = []


def printed(browser, folder):
    if not paper:
        plain(browser, folder)
        paper.extend(browser.print(os.path.join(folder, 'paper.pdf')))
    return paper


def printed_rows_stay_whole_and_headings_come_again_on_each_page(browser, folder):
    first = {}
    pages = printed(browser, folder)
    tables = [i for i, text in enumerate(pages) if re.search(r'Indicator +Status +Trend', text)]
    expect(len(tables) > 2, f'the table of targets stands on {len(tables)} pages')
    same(tables, list(range(tables[0], tables[-1] + 1)), 'pages with headings')
    for i in tables:
        for start in re.findall(r'first(\d\d\d)', pages[i]):
            first.setdefault(start, []).append(i)
        for end in re.findall(r'last(\d\d\d)', pages[i]):
            expect(i in first.get(end, []), f'row {end} is torn between pages')
    same(len(first), ROWS, 'rows in the table')


def what_is_of_no_use_on_paper_is_not_printed_and_charts_are(browser, folder):
    text = '\n'.join(printed(browser, folder))
    for word in ('Skip to the contents', 'Back to top', 'Clear'):
        expect(word not in text, f'printed: {word}')
    expect('Usual range' in text, 'no chart was printed')  # words of a picture, not of the page


def each_owner_has_a_printed_page_of_his_own(browser, folder):
    begin = [text for text in printed(browser, folder)
             if re.match(r'\s*(Roads|Police|Health|Parks)\s+Follow-up sheet', text)]
    same(len(begin), 4, 'pages that begin with an owner')
    expect(all('Received by' in text for text in begin), 'no place to sign')


# --- how it is built

def headings_tables_links_and_names_are_in_order(browser, folder):
    for page, fact in each(browser, folder):
        levels = fact['levels']
        same(levels.count(1), 1, f'{page}: h1')
        expect(all(b <= a + 1 for a, b in zip([0] + levels, levels)), f'{page}: levels {levels}')
        same((fact['bare'], fact['twice'], fact['nowhere']), (0, [], []),
             f'{page}: tables without headings, names given twice, links that lead nowhere')
        same(fact['language'], 'zh-CN' if 'chinese' in page else 'en', f'{page}: language')


def the_pages_are_valid_html(browser, folder):
    del browser
    for page in PAGES:
        done = subprocess.run(
            ['tidy', '-errors', '-quiet', '-utf8', '--drop-empty-elements', 'no', '--warn-proprietary-attributes', 'no',
             '--mute', 'MISSING_ENDTAG_OPTIONAL', os.path.join(folder, page)],
            capture_output=True, text=True, check=False)
        same(done.stderr, '', page)


if __name__ == '__main__':
    main(prepare, [
        nothing_is_said_on_the_console,
        nothing_is_asked_for_outside_of_the_folder,
        every_picture_is_there_and_says_what_it_shows,
        no_text_is_run_or_becomes_markup,
        a_click_on_a_heading_sorts_and_a_second_one_turns_it_round,
        every_column_sorts_what_is_empty_comes_last,
        numbers_are_sorted_by_their_size,
        filters_leave_what_fits_and_say_how_much_that_is,
        the_keyboard_alone_will_do,
        figures_are_unpacked_when_somebody_looks,
        without_scripts_the_page_is_whole_and_has_no_dead_controls,
        nothing_is_cut_or_wider_than_the_window_from_phone_to_desk,
        every_text_can_be_read_by_day_and_by_night,
        printed_rows_stay_whole_and_headings_come_again_on_each_page,
        what_is_of_no_use_on_paper_is_not_printed_and_charts_are,
        each_owner_has_a_printed_page_of_his_own,
        headings_tables_links_and_names_are_in_order,
        the_pages_are_valid_html,
    ])
