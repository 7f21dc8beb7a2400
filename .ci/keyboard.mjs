// Ways through a page: from end to end with the tab key, and by its contents.

// keyboard goes through all stops of a page: the skip link first, then in the order of
// the text, each in sight with a mark of focus, and out at the end.
export async function keyboard(page, check) {
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

// folds follows the contents on a phone, where sections are folded: the section that a
// link leads to unfolds.
export async function folds(page, check) {
  const section = page.locator('.sec:has(> details.body)').last();
  const shown = () => section.locator('> details.body').evaluate(e => e.open);
  check(!await shown(), 'sections are not folded on a phone');
  await page.locator(`.toc a[href="#${await section.getAttribute('id')}"]`).click();
  await section.locator('> details.body[open]').waitFor();
  check(await shown(), 'a link of the contents leaves its section folded');
}
