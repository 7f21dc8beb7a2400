// Looks at the pages of built sites in Chromium:
//
//   node .ci/browser.mjs SITE... [--rest SITE]
//
// Of the site after --rest, only the kinds of page that no other has are looked at.
// Every failure is a line; the last line counts. CHROMIUM names the browser.
import { chromium } from 'playwright-core';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPage } from './checks.mjs';
import { addressOf, useHosted } from './hosted.mjs';
import { pagesOf } from './pages.mjs';
import { serve } from './serve.mjs';
import { useSite } from './uses.mjs';
import { Reader, Tally } from './visit.mjs';

const named = process.argv.slice(2);
const rest = named.indexOf('--rest') + 1;
const sites = named.filter(arg => arg !== '--rest').map(site => path.resolve(site));
if (sites.length === 0) {
  console.error('usage: browser.mjs SITE... [--rest SITE]');
  process.exit(2);
}
const tally = new Tally();
const { server, address } = await serve(sites);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

const jobs = [];
const missing = new Set();
const seen = new Set();
for (const [n, site] of sites.entries()) {
  const disk = `${pathToFileURL(site).href}/`, http = `${address}${n}/`;
  const pages = pagesOf(site);
  if (rest > 0 && n >= rest - 1) for (const kind of seen) pages.delete(kind);
  for (const [kind, file] of pages) {
    if (file === null) {
      missing.add(kind);
      continue;
    }
    seen.add(kind);
    jobs.push(reader => checkPage(reader, { site, file, tally, disk, http, name: `${path.basename(site)}/${file}` }));
  }
  jobs.push(...useSite({ pages, tally, disk, http, name: path.basename(site) }));
  const base = addressOf(site);
  if (base) jobs.push(...useHosted({ site, tally, base, name: path.basename(site) }));
}

// Two readers keep two cores busy.
await Promise.all([1, 2].map(async () => {
  const reader = new Reader(browser, tally);
  for (let job = jobs.shift(); job; job = jobs.shift()) await job(reader);
}));
await browser.close();
server.close();

const unseen = [...missing].filter(kind => !seen.has(kind));
if (process.env.CI) tally.check(unseen.length === 0, 'kinds of page', `no site has: ${unseen.join(', ')}`);
else if (unseen.length > 0) console.log(`Not looked at, as no site has them: ${unseen.join(', ')}.`);
for (const failure of tally.failures) console.error(`FAIL ${failure}`);
console.log(`${tally.passed} passed, ${tally.failures.length} failed`);
process.exit(tally.failures.length === 0 ? 0 : 1);
