// The pages of server/web/examples as a site of their own, with the packages that npm installed for them.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

import { startServer } from './site.mjs';
import { SOURCES, setting } from './telusur.mjs';

export const EXAMPLES = join(SOURCES, 'server/web/examples');
const MODULES = setting('TELUSUR_EXAMPLE_MODULES');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

/** The documents and settings of an example's index. */
export function exampleIndex(name) {
  const documents = readFileSync(join(EXAMPLES, `${name}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  return { documents, settings: JSON.parse(readFileSync(join(EXAMPLES, `${name}.settings.json`), 'utf8')) };
}

/** Serves the pages, in which the server's usual address is that of the `telusur` under test. */
export async function startExamples(telusur) {
  return startServer((incoming, body, outgoing) => {
    const path = normalize(new URL(incoming.url, 'http://site').pathname);
    const file = path.startsWith('/node_modules/') ? join(MODULES, path) : join(EXAMPLES, path);
    if (!existsSync(file) || !extname(file)) {
      outgoing.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here');
      return;
    }
    outgoing.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    if (path.startsWith('/node_modules/')) createReadStream(file).pipe(outgoing);
    else outgoing.end(readFileSync(file, 'utf8').replace('http://127.0.0.1:7700', telusur.origin));
  });
}
