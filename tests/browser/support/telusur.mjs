// The programs under test: an index made by the indexer, and a server of it on a free port.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by ctest, \`./dev test -L browser\``);
  return value;
}

export const INDEXER = setting('TELUSUR_INDEXER');
export const SERVER = setting('TELUSUR_SERVER');
export const SOURCES = setting('TELUSUR_SOURCES');
export const MODULES = setting('TELUSUR_BROWSER_MODULES');
export const SCREENSHOTS = setting('TELUSUR_SCREENSHOTS');

/** Serves `indexes`, {uid: a folder of articles, or a list of documents that are shown and searched whole}, until `stop`; `origin` is its address. */
export async function startTelusur(indexes) {
  const directory = mkdtempSync(join(tmpdir(), 'telusur-browser-'));
  const data = join(directory, 'data');
  mkdirSync(data);
  for (const [uid, source] of Object.entries(indexes)) {
    const file = Array.isArray(source) ? join(directory, `${uid}.jsonl`) : source;
    if (Array.isArray(source)) writeFileSync(file, source.map((document) => JSON.stringify(document)).join('\n'));
    const settings = join(directory, 'settings.json');
    writeFileSync(settings, JSON.stringify({ searchableAttributes: ['*'], displayedAttributes: ['*'] }));
    const shown = Array.isArray(source) ? ['--settings', settings] : [];
    const run = spawnSync(INDEXER, ['build', '--data', data, '--index', uid, ...shown, file], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${INDEXER} build: ${run.stderr}`);
  }
  const process = spawn(SERVER, ['--data', data, '--listen', '127.0.0.1:0', '--log-level', 'error'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    process.stdout.on('data', (bytes) => {
      said += bytes;
      const address = /listens on (\S+)\n/.exec(said);
      if (address) resolve(address[1]);
    });
    process.on('exit', () => reject(new Error(`${SERVER} ended, having said: ${said}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => process.on('exit', resolve));
    process.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true });
  };
  return { origin, stop };
}
