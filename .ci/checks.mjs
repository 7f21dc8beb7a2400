// What holds for every page: valid, readable at every width, in the dark and without
// scripts, open to everyone, at home under any address.
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import fs from 'node:fs';
import path from 'node:path';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': ['error', { style: 'lowercase' }], // our style
    'no-implicit-close': 'off', // cells of tables end where the next begins, which HTML allows and pages need
    'long-title': 'off', // a limit of search engines; the name of a school is as long as it is
    'wcag/h32': 'off', // a form that narrows a list as one types sends nothing
    'prefer-native-element': ['error', { exclude: ['region'] }], // a table that scrolls is a region, not a section of the text
  },
});

// Chromium leaves a page that has moved at once. To look at it we take its refresh out.
const refresh = /<meta http-equiv="refresh"[^>]*>/;

export async function checkPage(reader, { site, file, name, tally, disk, http }) {
  const text = fs.readFileSync(path.join(site, file), 'utf8');
  const body = refresh.test(text) ? text.replace(refresh, '') : undefined;
  const { results } = await validator.validateString(text, file);
  const faults = results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  tally.check(faults.length === 0, name, `HTML: ${faults.slice(0, 3).join('; ')}`);

  await reader.visit(disk, file, `${name} from a folder`, { body, width: 320 }, async page => {
    await whole(page, tally, `${name} at 320`);
    await accessible(page, tally, `${name} at 320`, everything);
    await page.setViewportSize({ width: 1280, height: 900 });
    await whole(page, tally, `${name} at 1280`);
    await accessible(page, tally, `${name} at 1280`, everything);
    await page.emulateMedia({ colorScheme: 'dark' });
    await accessible(page, tally, `${name} in the dark`, colours);
  });
  await reader.visit(disk, file, `${name} without scripts`, { body, width: 320, scripts: false }, async page => {
    const { words, heading, bare } = await page.evaluate(() => ({
      words: document.querySelector('main').innerText.length,
      heading: document.querySelector('h1').innerText,
      bare: [...document.querySelectorAll('figure.chart')].filter(f => !f.querySelector('svg')?.checkVisibility() || !f.querySelector('table')).map(f => f.id),
    }));
    tally.check(words > 100 && heading !== '', name, 'is empty without scripts');
    tally.check(bare.length === 0, name, `without scripts there is no picture or no table at ${bare}`);
  });
  await reader.visit(http, file, `${name} over http`, {}, async page => {
    if (body) await page.waitForURL(url => url.href !== http + file);
    const styled = await page.evaluate(() => [...document.styleSheets].filter(sheet => sheet.cssRules.length > 0).length);
    tally.check(styled >= 3, `${name} over http`, 'lacks a style sheet');
  });
}

// whole unfolds the page, brings each chart into the window so that its interactive
// layer starts, and checks that nothing makes the page scroll sideways.
async function whole(page, tally, where) {
  const { charts, layers, over } = await page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const charts = [...document.querySelectorAll('figure.chart:has(> script.option)')];
    for (const chart of charts) {
      chart.scrollIntoView();
      for (const late = performance.now() + 5000; performance.now() < late && !chart.querySelector('.live svg');) await new Promise(requestAnimationFrame);
    }
    scrollTo(0, 0);
    return { charts: charts.length, layers: charts.filter(c => c.querySelector('.live svg')).length, over: document.documentElement.scrollWidth - innerWidth };
  });
  tally.check(over <= 0, where, `scrolls sideways by ${over} px`);
  tally.check(layers === charts, where, `${charts - layers} of ${charts} charts did not become interactive`);
}

// Every rule of axe: WCAG 2.2 A and AA with the size of targets, and good practice.
const everything = { rules: { 'target-size': { enabled: true } } };

// In the dark only colours differ.
const colours = { runOnly: ['color-contrast', 'link-in-text-block'] };

export async function accessible(page, tally, where, options) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(o => window.axe.run({ resultTypes: ['violations'], preload: false, ...o }), options);
  const told = violations.map(v => `axe ${v.id} x${v.nodes.length}: ${v.nodes[0].target} ${v.nodes[0].any[0]?.message ?? v.help}`);
  tally.check(violations.length === 0, where, told.join('; '));
}
