// Runs the server and restarts it when a source file changes: `tsc --watch` for each project, `node --watch` for dist/.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { projects, tsc } from './build.mjs';

const children = [];

function run(args, stdout) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', stdout, 'inherit'] });
  children.push(child);
  return child;
}

/** Compiles a project and watches it. Resolves after the first compilation. */
function watch({ config, output }) {
  // also removes the fingerprint: `npm start` must not take the output of the watcher for that of a build
  rmSync(output, { recursive: true, force: true });
  const { stdout } = run([tsc, '-p', config, '--watch', '--preserveWatchOutput'], 'pipe');
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line !== '') console.error(line);
      if (line.includes('Watching for file changes')) resolve();
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
for (const project of projects) await watch(project);
run(['--watch', '--watch-preserve-output', 'dist/main.js'], 'inherit');
