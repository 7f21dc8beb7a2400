// What a reader does with a page: go through charts, sort and narrow tables, move by
// keyboard, print.

// useSite returns the jobs that use the pages of a site: from its folder and, as the
// browser allows less there, from a server.
export function useSite({ pages, tally, disk, http, name }) {
  const jobs = [];
  const use = (kind, verb, from, act, options = {}) => {
    const file = pages.get(kind);
    if (!file) return;
    const where = `${name}/${file} ${verb}${from === http ? ' over http' : ''}`;
    jobs.push(() => from.visit(file, where, options, page => act(page, (ok, what) => tally.check(ok, where, what))));
  };
  for (const kind of ['authority', 'phase', 'terms', 'cluster', 'another grouping', 'school', 'targets']) use(kind, 'charts', disk, charts);
  for (const kind of ['schools', 'clusters', 'another grouping']) use(kind, 'sorted', disk, sorting);
  use('schools', 'searched', disk, search);
  for (const [kind, verb, act] of [['authority', 'charts', charts], ['schools', 'sorted', sorting], ['schools', 'searched', search]]) use(kind, verb, http, act);
  for (const kind of ['authority', 'schools', 'action plan']) use(kind, 'by keyboard', disk, keyboard, { reducedMotion: 'reduce' });
  for (const kind of ['authority', 'school', 'strategy', 'action plan']) use(kind, 'printed', disk, print);
  use('authority', 'in forced colours', disk, forced, { forcedColors: 'active' });
  use('schools', 'without scripts', disk, plain, { javaScriptEnabled: false });
  return jobs;
}

// charts goes through every chart with the arrow keys, as somebody who cannot see it.
async function charts(page, check) {
  const all = await page.locator('figure.chart:has(> script.option)').all();
  for (const figure of all) {
    const id = await figure.getAttribute('id');
    const live = figure.locator('.live');
    await figure.scrollIntoViewIfNeeded();
    await live.locator('svg').waitFor({ state: 'attached' });
    const said = () => figure.locator('.say').textContent();
    const press = async key => {
      await page.keyboard.press(key);
      return said();
    };
    await live.focus();
    check(await figure.locator('.say').getAttribute('aria-live') === 'polite', `${id}: what is said is not a live region`);
    const first = await press('ArrowRight'), second = await press('ArrowRight'), last = await press('End');
    check(/\d/.test(first) && /\d/.test(second) && /\d/.test(last), `${id}: an arrow key says "${first}", then "${second}", then "${last}"`);
    check(await shows(page, live, last), `${id}: "${last}" is said and not shown`);
    check(first === last || first !== second, `${id}: an arrow key does not move on from "${first}"`);
    check(await press('Home') === first && await press('ArrowLeft') === first, `${id}: Home or the left arrow does not lead back`);
    const option = await figure.locator('> script.option').textContent();
    if (option.includes('"dataZoom"')) {
      await press('+');
      const zoomed = await figure.locator('.stage.zoomed').count();
      await press('Escape');
      await figure.locator('.stage:not(.zoomed)').waitFor();
      check(zoomed === 1, `${id}: plus does not zoom`);
    }
    await press('Escape');
    check(await said() === '' && !await live.evaluate(e => e === document.activeElement), `${id}: Escape does not leave the chart`);
    if (option.includes('"trigger":"axis"')) {
      const { width, height } = await live.boundingBox();
      await live.hover({ position: { x: width / 2, y: height / 2 } });
      check(await shows(page, live, ''), `${id}: the pointer gets no answer`);
      await page.mouse.move(0, 0);
    }
  }
}

// shows waits until a chart shows a reading: the first line of what is said, or any.
async function shows(page, live, said) {
  const bare = said.split('. ')[0].replace(/\s/g, '');
  const seen = ([e, text]) => e.textContent.replace(/\s/g, '').includes(text) && /\d/.test(e.textContent);
  return page.waitForFunction(seen, [await live.elementHandle(), bare], { timeout: 2000 }).then(() => true, () => false);
}

// sorting sorts by every column, up and down, by pointer and by keyboard.
async function sorting(page, check) {
  const table = page.locator('table[data-sortable]').first();
  const before = await table.locator('tbody th').allTextContents();
  const heads = await table.locator('thead button.sort').all();
  check(heads.length > 1, 'no column can be sorted');
  for (const [column, head] of heads.entries()) {
    for (const way of ['ascending', 'descending']) {
      if (column % 2) await head.press('Enter');
      else await head.click();
      const fault = await table.evaluate(unsorted, [column, way]);
      check(fault === '', `column ${column + 1} ${way}: ${fault}`);
    }
  }
  const after = await table.locator('tbody th').allTextContents();
  check(before.length < 3 || before.join() !== after.join(), 'sorting leaves the order as it was');
  check(before.toSorted().join() === after.toSorted().join(), 'sorting loses rows');
}

// unsorted runs in the page. It tells what is wrong with a table that should be sorted.
function unsorted(table, [column, way]) {
  const marks = [...table.tHead.querySelectorAll('th')].map(th => th.getAttribute('aria-sort'));
  if (marks[column] !== way || marks.filter(Boolean).length !== 1) return `aria-sort is ${marks}`;
  for (const body of table.tBodies) {
    const keys = [...body.rows].filter(row => !row.classList.contains('all')).map(row => {
      const cell = row.cells[column], given = cell.dataset.sort;
      return given === undefined ? cell.textContent.trim() : given === '' ? null : isNaN(given) ? given : Number(given);
    });
    const shown = keys.slice(0, keys.indexOf(null) < 0 ? keys.length : keys.indexOf(null));
    if (keys.slice(shown.length).some(key => key !== null)) return 'what is not shown does not stand last';
    const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;
    const out = shown.findIndex((key, i) => i > 0 && (way === 'ascending' ? 1 : -1) * (typeof key === 'number' ? shown[i - 1] - key : compare(shown[i - 1], key)) > 0);
    if (out >= 0) return `${shown[out]} follows ${shown[out - 1]}`;
  }
  return '';
}

// search narrows the list of schools by name and by the first filter.
async function search(page, check) {
  const form = page.locator('.search[data-table]').first();
  const table = page.locator(`#${await form.getAttribute('data-table')}`);
  const rows = table.locator('tbody tr:not(.all)');
  const output = form.locator('output');
  const shown = () => rows.filter({ visible: true }).count();
  const told = async () => (await output.textContent()).match(/\d+/g)?.map(Number) ?? [];
  const total = await rows.count();
  check(await output.getAttribute('aria-live') === 'polite', 'the number found is not a live region');
  const name = (await table.locator('tbody tr:not(.all) th').nth(1).innerText()).trim();
  await form.locator('input').fill(` ${name.toUpperCase()} `);
  const found = await shown();
  check(found >= 1 && found < total, `"${name}" leaves ${found} of ${total} schools`);
  check(String(await told()) === `${found},${total}`, `says ${await told()} where ${found} of ${total} are shown`);
  await form.locator('input').fill('no such school');
  check(await shown() === 0 && (await told())[0] === 0, 'a name that no school has finds some');
  await form.locator('input').fill('');
  check(await shown() === total, 'an empty search hides schools');
  for (const select of await form.locator('select').all()) {
    await select.selectOption({ index: 1 });
    const fitting = await shown();
    check(fitting > 0 && fitting < total && (await told())[0] === fitting, `a filter shows ${fitting} of ${total} and says ${await told()}`);
    await select.selectOption({ index: 0 });
  }
}

// keyboard goes through all stops of a page: the skip link first, then in the order of
// the text, each in sight with a mark of focus, and out at the end.
async function keyboard(page, check) {
  await page.keyboard.press('Tab');
  check(await page.evaluate(() => document.activeElement.matches('a.skip')), 'the first stop is not the skip link');
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => document.activeElement.id === 'main'), 'the skip link does not lead to the text');
  await page.goto(page.url().split('#')[0]);
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); window.before = null; });
  const faults = [];
  let stops = 0, left = false;
  for (; stops < 1500 && !left; stops++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(stopFault);
    if (fault === null) left = true;
    else if (fault) faults.push(`stop ${stops + 1} ${fault}`);
  }
  check(left, `the keyboard does not get out after ${stops} stops`);
  check(faults.length === 0, faults.slice(0, 3).join('; '));
}

// stopFault runs in the page. It returns null when the focus has left the text.
function stopFault() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const name = `${e.localName} "${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)}"`;
  const follows = !window.before || window.before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
  window.before = e;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!follows) return `${name} comes before the stop before it`;
  if (box.width === 0 || box.height === 0 || box.right <= 0 || box.bottom <= 0 || box.top >= innerHeight) return `${name} is out of sight`;
  if (style.outlineStyle === 'none' && style.boxShadow === 'none') return `${name} has no mark of focus`;
  return '';
}

// print makes the PDF. Its bookmarks are the headings and tell the page that each is on:
// the heading of the whole and of each headline measure must be on the first.
async function print(page, check) {
  const bare = heading => heading.replace(/\s/g, '');
  const wanted = (await page.locator('h1, .kpi h3').allTextContents()).map(bare);
  const pdf = (await page.pdf({ preferCSSPageSize: true, outline: true, tagged: true })).toString('latin1').replace(/stream\r?\n[^]*?endstream/g, '');
  const first = pdf.match(/\/Kids \[(\d+) 0 R/)?.[1];
  const there = new Set();
  for (const [, title, at] of pdf.matchAll(/<<\/Title (\((?:[^\\)]|\\.)*\)|<[^>]*>)\s+\/Dest \[(\d+) 0 R/g)) if (at === first) there.add(bare(pdfText(title)));
  const absent = wanted.filter(heading => !there.has(heading));
  check(wanted.length > 0 && absent.length === 0, `the first sheet lacks ${absent}`);
  check(/\/MediaBox \[0 0 59[45][.\d]* 84[12]/.test(pdf), 'is not on A4');
}

// pdfText reads a string of a PDF: plain in brackets, or UTF-16 in hexadecimal.
function pdfText(s) {
  if (s.startsWith('(')) return s.slice(1, -1).replace(/\\([()\\])/g, '$1');
  return Buffer.from(s.slice(1, -1).replace(/^FEFF/i, ''), 'hex').swap16().toString('utf16le');
}

// In forced colours the colours are the reader's, and the picture does without a layer.
async function forced(page, check) {
  await page.locator('figure.chart').first().scrollIntoViewIfNeeded();
  await page.locator('.live').first().waitFor({ state: 'attached' });
  check(await page.locator('.live').filter({ visible: true }).count() === 0, 'the interactive layer covers the picture');
}

// Without scripts nothing is offered that only scripts can do.
async function plain(page, check) {
  check(await page.locator('.search, .find, button').filter({ visible: true }).count() === 0, 'offers what only scripts can do');
}
