// A web site of somebody else's: pages of ours under its own policy, and a server between the page and telusur that can hold
// answers back or give wrong ones.
import { createServer, request } from 'node:http';

export const STRICT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'";

/** Passes a request on to `origin` as it is. */
export function passOn(origin, incoming, body, outgoing) {
  const onward = request(new URL(incoming.url, origin), { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}

export function sendJson(outgoing, status, value, headers = {}) {
  outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', ...headers });
  outgoing.end(typeof value === 'string' ? value : JSON.stringify(value));
}

/** `handle(incoming, body, outgoing)` answers; `seen` has every request's method, path, headers and body. */
export async function startServer(handle) {
  const seen = [];
  const server = createServer((incoming, outgoing) => {
    const pieces = [];
    incoming.on('data', (piece) => pieces.push(piece));
    incoming.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      seen.push({ method: incoming.method, path: incoming.url, headers: incoming.headers, body });
      handle(incoming, body, outgoing);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    seen,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * A site with one page, `site.html` under `site.policy`. Whatever else is asked of it goes to `site.answer(incoming, body,
 * outgoing)`, and by default to telusur.
 */
export async function startSite(telusur) {
  const site = { html: '', policy: STRICT_POLICY, answer: null };
  site.reset = () => {
    site.answer = (incoming, body, outgoing) => passOn(telusur.origin, incoming, body, outgoing);
    site.policy = STRICT_POLICY;
    site.seen.length = 0;
  };
  const server = await startServer((incoming, body, outgoing) => {
    if (new URL(incoming.url, 'http://site').pathname === '/page') {
      outgoing.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': site.policy });
      outgoing.end(site.html);
    } else if (incoming.url === '/favicon.ico' || incoming.url === '/search-box.js') {
      passOn(telusur.origin, incoming, body, outgoing);
    } else {
      site.answer(incoming, body, outgoing);
    }
  });
  Object.assign(site, server);
  site.reset();
  return site;
}
