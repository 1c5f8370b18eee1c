// Starts a server program for tests in JavaScript.
import { spawn } from 'node:child_process';

/** Runs `program` on a free port until `stop`, which resolves to its exit code; `origin` is its address. */
export async function serve(program, options) {
  const process = spawn(program, ['--listen', '127.0.0.1:0', '--log-level', 'error', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve, reject) => {
    let said = '';
    process.stdout.on('data', (bytes) => {
      said += bytes;
      const address = /listens on (\S+)\n/.exec(said);
      if (address) resolve(address[1]);
    });
    process.on('exit', () => reject(new Error(`${program} ended, having said: ${said}`)));
  });
  const stop = () => {
    const ended = new Promise((resolve) => process.on('exit', resolve));
    process.kill('SIGTERM');
    return ended;
  };
  return { origin, stop };
}
