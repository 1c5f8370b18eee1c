// The server under test, and the packages that are tested against it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
  const process = spawn(SERVER, ['--data', data, '--listen', '127.0.0.1:0', '--log-level', 'error', ...flags], {
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
    const code = new Promise((resolve) => process.on('exit', resolve));
    process.kill('SIGTERM');
    rmSync(data, { recursive: true, force: true, maxRetries: (await code) ?? 0 });
    if ((await code) !== 0) throw new Error(`${SERVER} ended with ${await code}`);
  };
  return { origin, stop };
}
