// Visits pages in a browser and keeps the tally of what was checked.
export class Tally {
  passed = 0;
  failures = [];

  check(ok, where, what) {
    if (ok) this.passed++;
    else this.failures.push(`${where}: ${what}`);
  }
}

// visitor returns a function that opens a page of the site at base in a context of its
// own (body: other text in place of the file's), hands it to look, and then checks that the page was quiet: no console message,
// no failure, nothing asked of anywhere but the site. A visit that breaks off is a
// failure; the others go on.
export function visitor(browser, tally, base) {
  return async (file, where, { body, ...options }, look) => {
    const noise = [];
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(15_000);
    try {
      const page = await context.newPage();
      page.on('console', m => { if (['error', 'warning'].includes(m.type())) noise.push(`console: ${m.text()}`); });
      page.on('pageerror', e => noise.push(`script: ${e}`));
      page.on('request', r => { if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) noise.push(`asks for ${r.url()}`); });
      page.on('response', r => { if (r.status() >= 400) noise.push(`${r.status()} for ${r.url()}`); });
      page.on('requestfailed', r => { if (r.failure().errorText !== 'net::ERR_ABORTED') noise.push(`cannot load ${r.url()}`); }); // aborted: the page was left
      if (body) await page.route(base + file, route => route.fulfill({ contentType: 'text/html', body }));
      await page.goto(base + file);
      await look(page);
    } catch (error) {
      noise.push(String(error.message ?? error));
    }
    await context.close();
    tally.check(noise.length === 0, where, noise.slice(0, 3).map(n => n.replace(/\s+/g, ' ').slice(0, 400)).join(' | '));
  };
}
