// What a reader does with a public site at the address that its site file names, in a
// folder of a host that has others: goes from page to page, uses a chart and a table,
// and comes to a page that does not exist.
import fs from 'node:fs';
import path from 'node:path';
import { charts } from './charts.mjs';
import { accessible } from './checks.mjs';
import { answer } from './serve.mjs';
import { search, sorting } from './tables.mjs';

// addressOf returns the https address of a site, which its page for what does not exist
// alone knows, or undefined.
export function addressOf(site) {
  return fs.readFileSync(path.join(site, '404.html'), 'utf8').match(/class="logo" href="(https:[^"]*)index\.html"/)?.[1];
}

// useHosted returns the jobs that use a site at its address.
export function useHosted({ site, tally, base, name }) {
  const jobs = [];
  const use = (file, verb, act) => {
    const where = `${name}/${file} ${verb} at ${base}`;
    const look = page => act(page, (ok, what) => tally.check(ok, where, what));
    // The page for what does not exist comes with a status that the browser would report.
    const serve = url => answer(site, url.slice(base.length).split(/[?#]/)[0]) ?? answer(site, '404.html');
    jobs.push(reader => reader.visit(base, file, where, { serve }, look));
  };
  use('index.html', 'followed', follow(base));
  use('index.html', 'charts', charts);
  use('schools/index.html', 'sorted', sorting);
  use('schools/index.html', 'searched', search);
  for (const file of ['nothing.html', 'schools/900001/no/such/page/index.html']) use(file, 'is not there', missing(base));
  return jobs;
}

// follow goes through the main navigation, and from a list of schools to a school and
// back to the front page.
function follow(base) {
  return async (page, check) => {
    const links = await page.locator('header nav[aria-label] ul a').evaluateAll(all => all.map(a => a.href));
    check(links.length > 3, 'has no main navigation');
    for (const link of new Set(links)) {
      await page.goto(link);
      check(link.startsWith(base) && await there(page), `${link} is not a page of the site`);
    }
    await page.goto(`${base}schools/index.html`);
    await page.locator('main table a').first().click();
    check(/schools\/\w+\/index\.html$/.test(page.url()) && await there(page), `a school is not at ${page.url()}`);
    await page.locator('a.logo').click();
    check(page.url() === `${base}index.html` && await there(page), `the front page is not at ${page.url()}`);
  };
}

// missing looks at the page for what does not exist, and goes on from there.
function missing(base) {
  return async (page, check) => {
    check(await there(page) && /not here/.test(await page.locator('h1').innerText()), 'does not say so');
    await accessible(page, { check: (ok, where, what) => check(ok, what) }, '', { rules: { 'target-size': { enabled: true } } });
    await page.locator('main a').first().click();
    check(page.url() === `${base}index.html` && await there(page), `leads to ${page.url()}`);
  };
}

// there is whether a page has its heading and its styles.
async function there(page) {
  await page.waitForLoadState();
  return page.evaluate(() => document.querySelector('h1') !== null && [...document.styleSheets].filter(sheet => sheet.cssRules.length > 0).length >= 3);
}
