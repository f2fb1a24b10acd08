// Runs npm scripts one after the other, also after one has failed, and prints the output of those that failed.
// Usage: node scripts/check.mjs SCRIPT...; exits with 1 if any failed.
import { spawnSync } from 'node:child_process';

const scripts = process.argv.slice(2);
const width = Math.max(...scripts.map((name) => name.length));
const failures = [];
for (const name of scripts) {
  const began = performance.now();
  // one stream, so that the lines of stdout and stderr stay in order
  const { status, stdout } = spawnSync(`npm run --silent ${name} 2>&1`, {
    shell: true,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(width)}  ${seconds.padStart(6)} s`);
  if (status !== 0) failures.push({ name, stdout });
}
for (const { name, stdout } of failures) console.log(`\n== npm run ${name}\n${stdout.trimEnd()}`);
if (failures.length > 0) process.exitCode = 1;
