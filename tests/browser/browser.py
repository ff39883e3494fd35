"""browser: one headless Chromium for all cases of a test, which it tells of in TAP."""
import base64
import os
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM = os.environ.get('TIDEMARK') or os.path.join(
    os.path.dirname(os.path.realpath(__file__)), '../../build/tidemark')

# What cannot be seen is not looked at: skip links, captions for screen readers, closed details.
LOOKS = '''
    function isSeen(element) {
        for (let e = element; e; e = e.parentElement) {
            const style = getComputedStyle(e);
            if (style.display === "none" || style.visibility === "hidden" || style.clipPath !== "none")
                return false;
            if (e.parentElement && e.parentElement.tagName === "DETAILS" &&
                    !e.parentElement.open && e.tagName !== "SUMMARY")
                return false;
        }
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > 0;
    }
    function texts() {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode())
            if (walker.currentNode.data.trim() && isSeen(walker.currentNode.parentElement))
                found.push(walker.currentNode);
        return found;
    }
'''

# WCAG 2.1, relative luminance and contrast ratio
CONTRAST = LOOKS + '''
    const canvas = [255, 255, 255, 1];
    function channels(color) {
        const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
        return [r, g, b, a];
    }
    function over(top, below) {
        return [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
    }
    function background(element) {
        const own = channels(getComputedStyle(element).backgroundColor);
        if (own[3] === 1)
            return own;
        return over(own, element.parentElement ? background(element.parentElement) : canvas);
    }
    function luminance(color) {
        const [r, g, b] = color.map(c => c / 255).map(
            c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
    const poor = new Set();
    let measured = 0;
    for (const text of texts()) {
        const element = text.parentElement, style = getComputedStyle(element);
        const behind = background(element);
        const a = luminance(over(channels(style.color), behind)), b = luminance(behind);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        measured++;
        if (ratio < (large ? 3 : 4.5))
            poor.add(ratio.toFixed(2) + ": " + text.data.trim().slice(0, 40));
    }
    return [measured, [...poor]];
'''

# Text that stands outside of the window or of a box that hides it; what scrolls by itself may.
CUT = LOOKS + '''
    const [width] = arguments; /* innerWidth grows with what is too wide for a phone */
    function clip(element) {
        for (let e = element; e && e !== document.body; e = e.parentElement) {
            const style = getComputedStyle(e);
            if (["auto", "scroll"].includes(style.overflowX))
                return null;
            if (["hidden", "clip"].includes(style.overflowX))
                return e.getBoundingClientRect();
        }
        return { left: 0, right: width };
    }
    const cut = [];
    for (const text of texts()) {
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = clip(text.parentElement);
        for (const rect of box ? range.getClientRects() : [])
            if (rect.left < box.left - 1 || rect.right > box.right + 1) {
                cut.push(text.data.trim().slice(0, 60));
                break;
            }
    }
    return cut;
'''


class Failed(Exception):
    pass


def expect(holds, what):
    if not holds:
        raise Failed(what)


def same(found, expected, what):
    expect(found == expected, f'{what}: {found!r} instead of {expected!r}')


class Skip(Exception):
    pass


class Browser:
    """A driver and what a reader does with it."""

    def __init__(self, logs=True):
        self.logs = ('browser', 'performance') if logs else ()
        try:
            from selenium import webdriver
            from selenium.webdriver.chrome.service import Service
            from selenium.webdriver.common.action_chains import ActionChains
            from selenium.webdriver.common.keys import Keys
        except ImportError as error:
            raise Skip('python3-selenium is not installed') from error
        self.keys, self.chains = Keys, ActionChains
        options = webdriver.ChromeOptions()
        for argument in ('headless=new', 'disable-gpu', 'disable-dev-shm-usage', 'no-first-run',
                         'disable-background-networking', 'window-size=1280,900'):
            options.add_argument('--' + argument)
        if os.geteuid() == 0:  # its sandbox does not work for root
            options.add_argument('--no-sandbox')
        options.set_capability('goog:loggingPrefs', {kind: 'ALL' for kind in self.logs})
        try:
            self.driver = webdriver.Chrome(
                service=Service('/usr/bin/chromedriver'), options=options)
        except Exception as error:
            raise Skip(f'chromium cannot be run: {str(error).splitlines()[0]}') from error
        self.driver.set_page_load_timeout(60)

    def tell(self, command, **options):
        return self.driver.execute_cdp_cmd(command, options)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def open(self, path):
        for kind in self.logs:
            self.driver.get_log(kind)  # what was before is forgotten
        self.driver.get('file://' + path)

    def find(self, selector):
        return self.driver.find_element('css selector', selector)

    def find_all(self, selector):
        return self.driver.find_elements('css selector', selector)

    def click(self, element):
        """As with a hand, which does not click what lies under the navigation. What comes into
        sight is laid out only then, and moves what stands below it."""
        before = None
        for _ in range(20):
            now = self.run('''
                arguments[0].scrollIntoView({ block: "center" });
                return arguments[0].getBoundingClientRect().top''', element)
            if now == before:
                break
            before = now
            time.sleep(0.05)
        element.click()

    def until(self, get):
        """What `get` gives as soon as that is something: a page does some things later."""
        for _ in range(200):
            if get():
                break
            time.sleep(0.05)
        return get()

    def window(self, width=1280, height=900):
        self.tell('Emulation.setDeviceMetricsOverride', width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)

    def scheme(self, name):
        self.tell('Emulation.setEmulatedMedia',
                  features=[{'name': 'prefers-color-scheme', 'value': name}])

    def scripts(self, on):
        self.tell('Emulation.setScriptExecutionDisabled', value=not on)

    def press(self, *keys):
        self.chains(self.driver).send_keys(*keys).perform()

    def press_with_shift(self, key):
        shift = self.keys.SHIFT
        self.chains(self.driver).key_down(shift).send_keys(key).key_up(shift).perform()

    def log(self, kind):
        return self.driver.get_log(kind)

    def print(self, path):
        """The text of each page."""
        with open(path, 'wb') as file:
            file.write(base64.b64decode(
                self.tell('Page.printToPDF', preferCSSPageSize=True)['data']))
        return subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True,
                              check=True).stdout.split('\f')[:-1]

    def close(self):
        self.driver.quit()


def tidemark(folder, *words, status=0):
    """Runs the program in the folder; gives what it says."""
    environment = {name: value for name, value in os.environ.items()
                   if name not in ('TIDEMARK_CONF', 'NO_COLOR')}
    done = subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True,
                          env=environment, check=False)
    expect(done.returncode == status, f'tidemark {" ".join(words)}: status {done.returncode}: '
           f'{done.stdout}{done.stderr}')
    return done.stdout


def main(prepare, cases):
    """prepare(folder) makes what the cases look at; a case is a function (browser, folder), whose
    name is what holds."""
    with tempfile.TemporaryDirectory(prefix='tidemark-browser-') as folder:
        try:
            browser = Browser()
        except Skip as reason:
            print(f'1..0 # SKIP {reason}')
            return
        try:
            prepare(folder)
            failed = sum(not holds(case, number, browser, folder)
                         for number, case in enumerate(cases, 1))
            print(f'1..{len(cases)}')
        finally:
            browser.close()
    sys.exit(bool(failed))


def holds(case, number, browser, folder):
    name = case.__name__.replace('_', ' ')
    started = time.monotonic()
    try:
        browser.window()
        browser.scheme('light')
        browser.scripts(True)
        case(browser, folder)
    except Failed as failure:
        print(f'not ok {number} - {name}')
        print(''.join(f'# {line}\n' for line in str(failure).splitlines()), end='')
        return False
    except Exception:
        print(f'not ok {number} - {name}')
        print(''.join(f'# {line}\n' for line in traceback.format_exc().splitlines()), end='')
        return False
    print(f'ok {number} - {name}', flush=True)
    if os.environ.get('TIMES'):
        print(f'# {time.monotonic() - started:.1f} s', flush=True)
    return True
