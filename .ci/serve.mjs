// Serves sites under a sub-path each, as a council's web server would: /sub/0/, /sub/1/.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.csv': 'text/csv' };

// serve returns the server and the address of the first site without its number.
export async function serve(sites) {
  const server = http.createServer((request, response) => {
    const [, prefix, index, ...rest] = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).split('/');
    const site = prefix === 'sub' ? sites[Number(index)] : undefined;
    const file = site && path.join(site, ...rest);
    if (!file?.startsWith(site + path.sep) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${server.address().port}/sub/` };
}
