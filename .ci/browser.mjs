// Checks one page of each kind in Chromium. Fails on a console or CSP message, a
// request that leaves the site, sideways scroll, an axe violation, invalid HTML, a
// static chart without its table, or a page that is empty without scripts.
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';
import axe from 'axe-core';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const sites = process.argv.slice(2);
if (sites.length === 0) {
  console.error('usage: browser.mjs SITE...');
  process.exit(2);
}

let passed = 0;
const failures = [];
function check(ok, where, what) {
  if (ok) passed++;
  else failures.push(`${where}: ${what}`);
}

// One page of each kind: the first folder of each, and the busiest school.
function pagesOf(site) {
  const fixed = ['index.html', 'clusters/index.html', 'schools/index.html', 'strategy/index.html', 'actions/index.html',
    'method/index.html', 'coverage/index.html', 'downloads/index.html'].filter(p => fs.existsSync(path.join(site, p)));
  const inside = folder => {
    const full = path.join(site, folder);
    if (!fs.existsSync(full)) return [];
    const pages = fs.readdirSync(full, { withFileTypes: true }).filter(e => e.isDirectory())
      .map(e => path.join(folder, e.name, 'index.html')).filter(p => fs.existsSync(path.join(site, p)));
    const size = p => fs.statSync(path.join(site, p)).size;
    return pages.length === 0 ? [] : [pages.sort((a, b) => size(b) - size(a))[0], pages.at(-1)];
  };
  return [...new Set([...fixed, ...['clusters', 'trust', 'schools', 'strategy', 'actions'].flatMap(inside)])];
}

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.csv': 'text/csv' };
const server = http.createServer((request, response) => {
  const [, prefix, index, ...rest] = decodeURIComponent(new URL(request.url, 'http://x').pathname).split('/');
  const file = prefix === 'sub' && path.join(sites[Number(index)] ?? '', ...rest);
  if (!file || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'void-style': 'off', 'attr-quotes': 'off', 'doctype-style': 'off',
    'no-redundant-role': 'off', 'prefer-native-element': 'off', 'svg-focusable': 'off', 'unique-landmark': 'off', 'no-inline-style': 'error' },
});

async function open(options, url, where, visit) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const own = url.startsWith('file:') ? /^(file|data|blob):/ : new RegExp(`^(${origin}|data:|blob:)`);
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) failures.push(`${where}: console: ${m.text().slice(0, 300)}`); });
  page.on('pageerror', e => failures.push(`${where}: script: ${String(e).slice(0, 300)}`));
  page.on('request', r => { if (!own.test(r.url())) failures.push(`${where}: asks for ${r.url()}`); });
  await page.goto(url);
  await visit(page);
  await context.close();
}

for (const [n, site] of sites.entries()) {
  for (const file of pagesOf(site)) {
    const name = `${path.basename(site)}/${file}`;
    const disk = pathToFileURL(path.join(site, file)).href;
    const report = await validator.validateFile(path.join(site, file));
    const invalid = report.results.flatMap(r => r.messages).slice(0, 3).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    check(invalid.length === 0, name, `HTML: ${invalid.join('; ')}`);

    for (const width of [1280, 320]) {
      const where = `${name} at ${width}`;
      await open({ viewport: { width, height: 900 } }, disk, where, async page => {
        await page.waitForTimeout(150);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        check(over <= 0, where, `scrolls sideways by ${over} px`);
        await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run({ preload: false, rules: { 'target-size': { enabled: true } } }));
        check(violations.length === 0, where, violations.map(v => `axe ${v.id} x${v.nodes.length} ${v.nodes[0].target}`).join('; '));
      });
    }
    await open({ viewport: { width: 360, height: 900 }, javaScriptEnabled: false }, disk, `${name} without scripts`, async page => {
      const state = await page.evaluate(() => ({
        words: document.querySelector('main').innerText.length,
        bare: [...document.querySelectorAll('figure.chart')].filter(f => !f.querySelector('svg') || !f.querySelector('table')).length,
      }));
      check(state.words > 100, name, 'is empty without scripts');
      check(state.bare === 0, name, `${state.bare} charts have no picture or no table without scripts`);
    });
    await open({ viewport: { width: 1280, height: 900 } }, `${origin}/sub/${n}/${file}`, `${name} over http`, async page => {
      const styled = await page.evaluate(() => getComputedStyle(document.querySelector('main')).display !== '' && document.styleSheets.length > 0);
      check(styled, name, 'has no style sheet under a sub-path');
    });
  }
  await keyboard(site);
}

// The first stops of the keyboard are the skip link and the navigation, and every
// stop can be seen.
async function keyboard(site) {
  const where = `${path.basename(site)} by keyboard`;
  await open({ viewport: { width: 1280, height: 900 } }, pathToFileURL(path.join(site, 'index.html')).href, where, async page => {
    await page.keyboard.press('Tab');
    check(await page.evaluate(() => document.activeElement.classList.contains('skip')), where, 'the first stop is not the skip link');
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const e = document.activeElement;
        if (!e || e === document.body) return true;
        const r = e.getBoundingClientRect();
        return r.width > 0 && r.height > 0 && r.right > 0;
      });
      check(seen, where, `stop ${i + 2} cannot be seen`);
    }
  });
}

await browser.close();
server.close();
for (const f of failures) console.error('FAIL', f);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
