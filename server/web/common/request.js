// One question to a server, and in how many ways it can fail.

const PATIENCE_MS = 10000;
// Nobody counts the seconds of a longer wait.
const LONGEST_WAIT_S = 120;

/**
 * Why there is no answer. `kind` is offline, unreachable, timeout, unfit (no browser can send this address or key), keyless (a
 * key is asked for, and none was sent), denied (the key is not accepted), limited (it is, but not for this: see maySearch),
 * missing (no such index), busy (try again, after `seconds` where the server says so), later (it asks for a long wait), broken
 * (an error of the server), garbage (an answer that makes no sense) or refused. `message` has what the server or the browser
 * says of it in words of its own, else the kind.
 */
export class Failure extends Error {
  constructor(kind, { message = kind, seconds = 0 } = {}) {
    super(message);
    this.kind = kind;
    this.seconds = seconds;
  }

  /** Whether the server was never heard. */
  get isSilence() {
    return ['offline', 'unreachable', 'timeout'].includes(this.kind);
  }

  /** Whether another key may help. */
  get isDenial() {
    return ['unfit', 'keyless', 'denied', 'limited'].includes(this.kind);
  }
}

function failureOf(response, body, key) {
  const message = typeof body?.message === 'string' ? body.message.slice(0, 300) : `HTTP ${response.status}`;
  const seconds = Math.max(parseInt(response.headers.get('Retry-After'), 10) || 0, 0);
  if (response.status === 401) return new Failure(key ? 'denied' : 'keyless', { message });
  if (response.status === 403 && body?.code === 'invalid_api_key') return new Failure('denied', { message });
  if (response.status === 404) return new Failure('missing', { message });
  if (response.status === 429 || response.status === 503) return new Failure(seconds > LONGEST_WAIT_S ? 'later' : 'busy', { message, seconds });
  return new Failure(response.status >= 500 ? 'broken' : 'refused', { message });
}

/** fetch itself rejects what cannot be sent in the same way as it does when there is no connection. */
function checkFitness(url, headers) {
  let request;
  try {
    request = new Request(url, { headers });
  } catch (error) {
    throw new Failure('unfit', { message: error.message });
  }
  if (!/^https?:/.test(request.url)) throw new Failure('unfit', { message: `${request.url} is no web address` });
}

/**
 * The JSON of an answer. `controller` (an AbortController) ends the wait: the promise is then rejected with some error.
 * Throws a Failure.
 */
export async function ask(url, { key = '', method = '', body, controller = new AbortController() } = {}) {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, PATIENCE_MS);
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers.Authorization = `Bearer ${key}`;
  try {
    checkFitness(url, headers);
    const response = await fetch(url, {
      method: method || (body === undefined ? 'GET' : 'POST'),
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: controller.signal,
    });
    const text = await response.text();
    let json = null;
    try {
      json = JSON.parse(text);
    } catch {
      // An error without JSON is told by its status.
    }
    if (!response.ok) throw failureOf(response, json, key);
    if (json === null || typeof json !== 'object') throw new Failure('garbage');
    return json;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (late) throw new Failure('timeout');
    throw new Failure(navigator.onLine === false ? 'offline' : 'unreachable');
  } finally {
    clearTimeout(timer);
  }
}

/** The same for a search: the hits are a list of objects, no more of them than were asked for, or it is garbage. */
export async function askForHits(url, options) {
  const { limit, hitsPerPage = limit } = options.body;
  const answer = await ask(url, options);
  const isHit = (hit) => hit !== null && typeof hit === 'object';
  if (!Array.isArray(answer.hits) || !answer.hits.every(isHit)) throw new Failure('garbage');
  return { ...answer, hits: answer.hits.slice(0, hitsPerPage) };
}

/** How many documents an answer tells of: as many as it has, where it tells nothing that makes sense. */
export function totalOf({ hits, totalHits, estimatedTotalHits }) {
  const told = totalHits ?? estimatedTotalHits;
  return Math.max(Number.isFinite(told) ? told : 0, hits.length);
}

/**
 * Whether `server` accepts `key` for searches at all. It answers a wrong key as one that may not do what was asked; this
 * tells them apart.
 */
export async function maySearch(server, key, controller) {
  try {
    await ask(`${server}/multi-search`, { key, body: { queries: [] }, controller });
    return true;
  } catch {
    return false;
  }
}
