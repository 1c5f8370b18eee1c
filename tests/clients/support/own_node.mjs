// The Node that runs the clients: the one that runs this, where they take it, else the one of npm's packages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);

/** The clients from 0.57 on ask for ^20.19.0 || >=22.12.0; Debian 12 has 18. */
export const taken = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

/** The program to run the clients by; `directory` is where install_node.mjs has put it. */
export function nodeFor(directory) {
  if (taken) return process.execPath;
  const program = join(directory, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (!existsSync(program)) throw new Error(`Node ${process.versions.node} is too old for the clients, and there is no ${program}`);
  return program;
}
