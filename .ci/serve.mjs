// Serves sites under a sub-path each, as a council's web server would: /sub/0/, /sub/1/.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.csv': 'text/csv' };

// answer returns the file of a site at a path as Playwright takes it, or undefined.
export function answer(site, file) {
  const name = path.join(site, decodeURIComponent(file));
  if (!name.startsWith(site + path.sep) || !fs.statSync(name, { throwIfNoEntry: false })?.isFile()) return undefined;
  return { path: name, contentType: types[path.extname(name)] ?? 'application/octet-stream' };
}

// serve returns the server and the address of the first site without its number.
export async function serve(sites) {
  const server = http.createServer((request, response) => {
    const [, prefix, index, ...rest] = new URL(request.url, 'http://localhost').pathname.split('/');
    const site = prefix === 'sub' ? sites[Number(index)] : undefined;
    const file = site && answer(site, rest.join('/'));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': file.contentType });
    fs.createReadStream(file.path).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}/sub/` };
}
