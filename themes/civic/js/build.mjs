// build makes the one script of the pages from these modules and ECharts:
//
//   npm ci && npm run bundle
//
// The notices of what is bundled stay in the file, and the licences beside it.
import { build } from 'esbuild';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const out = join(here, '../bundle/rollcall.js');

await build({
  entryPoints: [join(here, 'main.js')],
  outfile: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022'],
  charset: 'utf8',
  legalComments: 'inline',
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: { js: '/*! Contains Apache ECharts (Apache-2.0) and ZRender (BSD-3-Clause): see LICENSES.txt beside this file. */' },
  logLevel: 'warning',
});

const notices = [['echarts', 'NOTICE'], ['echarts', 'LICENSE'], ['zrender', 'LICENSE'], ['tslib', 'LICENSE.txt']].map(([name, file]) => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return `${name} ${version}: ${file}\n\n${readFileSync(join(root, 'node_modules', name, file), 'utf8').trim()}\n`;
});
writeFileSync(join(dirname(out), 'LICENSES.txt'), notices.join(`\n${'-'.repeat(78)}\n\n`));

const kb = n => `${(n / 1024).toFixed(0)} KB`;
console.log(`rollcall.js ${kb(statSync(out).size)}, ${kb(gzipSync(readFileSync(out)).length)} gzip`);
