// The tables as a reader uses them: sorted and narrowed.

// sorting sorts by every column, up and down, by pointer and by keyboard.
export async function sorting(page, check) {
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
export async function search(page, check) {
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

// Without scripts nothing is offered that only scripts can do.
export async function plain(page, check) {
  check(await page.locator('.search, .find, button').filter({ visible: true }).count() === 0, 'offers what only scripts can do');
}
