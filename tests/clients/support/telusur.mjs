// The server under test, and the packages that are tested against it.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../../support/serve.mjs';

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by ctest, \`./dev test -L clients\``);
  return value;
}

const SERVER = setting('TELUSUR_SERVER');
const MODULES = setting('TELUSUR_CLIENT_MODULES');
export const MASTER_KEY = 'a master key of the client tests';

/** The exports of a package of package-lock.json. */
export async function load(name) {
  const resolve = createRequire(join(MODULES, 'package.json')).resolve;
  let path;
  try {
    path = resolve(name);
  } catch {
    path = join(MODULES, 'node_modules', name, 'dist', 'index.js'); // of packages that are ES modules alone
  }
  return import(pathToFileURL(path).href);
}

/** Serves an empty data directory until `stop`; `origin` is its address. `flags` are more options of the server. */
export async function startTelusur(flags = ['--master-key', MASTER_KEY]) {
  const data = mkdtempSync(join(tmpdir(), 'telusur-clients-'));
  const { origin, stop: end } = await serve(SERVER, ['--data', data, ...flags]);
  const stop = async () => {
    const code = await end();
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`${SERVER} ended with ${code}`);
  };
  return { origin, stop };
}
