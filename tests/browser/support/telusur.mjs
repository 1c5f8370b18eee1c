// The programs under test: an index made by the indexer, and a server of it on a free port.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../support/serve.mjs';

export function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by ctest, \`./dev test -L browser\``);
  return value;
}

export const INDEXER = setting('TELUSUR_INDEXER');
export const SERVER = setting('TELUSUR_SERVER');
export const SOURCES = setting('TELUSUR_SOURCES');
export const MODULES = setting('TELUSUR_BROWSER_MODULES');
export const SCREENSHOTS = setting('TELUSUR_SCREENSHOTS');

function build(directory, data, uid, source) {
  const { documents, folders, settings = WHOLE } = Array.isArray(source) ? { documents: source } : source;
  const files = folders ?? [join(directory, `${uid}.jsonl`)];
  const options = [];
  if (documents) {
    writeFileSync(files[0], documents.map((document) => JSON.stringify(document)).join('\n'));
    options.push('--settings', join(directory, 'settings.json'));
    writeFileSync(options[1], JSON.stringify(settings));
  }
  const run = spawnSync(INDEXER, ['build', '--data', data, '--index', uid, ...options, ...files], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${INDEXER} build: ${run.stderr}`);
}

/** The sample articles. */
export const ARTICLES = { folders: ['en', 'id', 'mixed'].map((name) => join(SOURCES, 'corpus', name)) };

const WHOLE = { searchableAttributes: ['*'], displayedAttributes: ['*'] };

/**
 * Serves `indexes` until `stop`; `origin` is its address. {uid: {folders} of articles, or a list of documents that are
 * shown and searched whole, or {documents, settings}}. `options` are further arguments of the server.
 */
export async function startTelusur(indexes, options = []) {
  const directory = mkdtempSync(join(tmpdir(), 'telusur-browser-'));
  const data = join(directory, 'data');
  mkdirSync(data);
  for (const [uid, source] of Object.entries(indexes)) build(directory, data, uid, source);
  const { origin, stop: end } = await serve(SERVER, ['--data', data, ...options]);
  const stop = async () => {
    await end();
    rmSync(directory, { recursive: true });
  };
  return { origin, stop };
}
