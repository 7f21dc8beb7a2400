// Visits pages in a browser and keeps the tally of what was checked.
export class Tally {
  passed = 0;
  failures = [];

  check(ok, where, what) {
    if (ok) this.passed++;
    else this.failures.push(`${where}: ${what}`);
  }
}

// A Reader looks at one page after another, in a tab with scripts and one without:
// a new tab for each page would take longer than the page.
export class Reader {
  #browser;
  #tally;
  #tabs = new Map();
  #base = '';
  #noise = [];

  constructor(browser, tally) {
    this.#browser = browser;
    this.#tally = tally;
  }

  // visit opens a file of the site at base, hands the page to look, and then checks
  // that it was quiet: no console message, no failure, nothing asked of anywhere but
  // the site. A visit that breaks off is a failure; the others go on. Body is other
  // text in place of the file's; serve answers for an address that no server has; media
  // is what the page is told of its surroundings.
  async visit(base, file, where, { scripts = true, width = 1280, media = {}, body, serve }, look) {
    this.#base = base;
    this.#noise = [];
    const page = await this.#tab(scripts);
    try {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ media: null, colorScheme: 'light', reducedMotion: null, forcedColors: null, ...media });
      if (body) await page.route(base + file, route => route.fulfill({ contentType: 'text/html', body }));
      if (serve) await page.route(`${base}**`, route => route.fulfill(serve(route.request().url())));
      await page.goto(base + file);
      await look(page);
    } catch (error) {
      this.#noise.push(String(error.message ?? error));
    }
    const noise = this.#noise.slice(0, 3).map(n => n.replace(/\s+/g, ' ').slice(0, 400));
    this.#tally.check(noise.length === 0, where, noise.join(' | '));
    await page.unrouteAll({ behavior: 'wait' });
    await page.goto('about:blank');
  }

  async #tab(scripts) {
    if (!this.#tabs.has(scripts)) {
      const context = await this.#browser.newContext({ javaScriptEnabled: scripts });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on('console', m => { if (['error', 'warning'].includes(m.type())) this.#noise.push(`console: ${m.text()}`); });
      page.on('pageerror', e => this.#noise.push(`script: ${e}`));
      page.on('request', r => { if (!r.url().startsWith(this.#base) && !/^(data|blob|about):/.test(r.url())) this.#noise.push(`asks for ${r.url()}`); });
      page.on('response', r => { if (r.status() >= 400) this.#noise.push(`${r.status()} for ${r.url()}`); });
      page.on('requestfailed', r => { if (r.failure().errorText !== 'net::ERR_ABORTED') this.#noise.push(`cannot load ${r.url()}`); }); // aborted: the page was left
      this.#tabs.set(scripts, page);
    }
    return this.#tabs.get(scripts);
  }
}
