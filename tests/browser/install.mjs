// install.mjs DIRECTORY FROM: installs the packages of FROM/package-lock.json into DIRECTORY, unless they are there already.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, from] = process.argv.slice(2);
const lock = readFileSync(join(from, 'package-lock.json'), 'utf8');
const stamp = join(directory, 'installed.json');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  mkdirSync(directory, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(from, file), join(directory, file));
  const run = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: directory, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
  writeFileSync(stamp, lock);
}
