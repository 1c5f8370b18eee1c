// install_node.mjs DIRECTORY: installs Node from npm where the one of this machine is too old for the clients.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { taken } from './support/own_node.mjs';

const here = dirname(fileURLToPath(import.meta.url));
if (!taken) {
  const install = join(here, '..', 'browser', 'install.mjs');
  process.exit(spawnSync(process.execPath, [install, process.argv[2], join(here, 'node')], { stdio: 'inherit' }).status ?? 1);
}
