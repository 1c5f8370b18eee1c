// Installs the packages of package-lock.json into the directory named, unless they are there already.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory] = process.argv.slice(2);
const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
const stamp = join(directory, 'installed.json');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  mkdirSync(directory, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(here, file), join(directory, file));
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: directory, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
  writeFileSync(stamp, lock);
}
