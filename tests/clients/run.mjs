// run.mjs DIRECTORY TEST: runs a test by Node's own runner, with a Node that the clients take.
import { spawnSync } from 'node:child_process';
import { nodeFor } from './support/own_node.mjs';

const [directory, test] = process.argv.slice(2);
process.exit(spawnSync(nodeFor(directory), ['--test', test], { stdio: 'inherit' }).status ?? 1);
