// Looks for pages that a long word makes scroll sideways:
//
//   node .ci/longwords.mjs SITE WORD
//
// Every page of the site that holds the word is looked at, on a phone and on a desk.
import { chromium } from 'playwright-core';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, word] = process.argv.slice(2);
const pages = readdirSync(site, { recursive: true }).filter(name => name.endsWith('.html') && readFileSync(path.join(site, name), 'utf8').includes(word));
if (pages.length < 5) {
  console.error(`FAIL only ${pages.length} pages hold the word`);
  process.exit(1);
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ javaScriptEnabled: false });
let failed = 0;
for (const name of pages) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(path.resolve(site, name)).href);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) {
      failed++;
      console.error(`FAIL ${name} at ${width} px scrolls sideways by ${over} px`);
    }
  }
}
await browser.close();
console.log(`${pages.length} pages with a word of ${word.length} characters, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
