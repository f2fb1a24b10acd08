// Injects faults while clients create sessions: npm run bench -- faults [NAME...]
// Each create is retried with its idempotency key until it is acknowledged. Fails if an acknowledged session is lost,
// if one create makes two sessions, or if a server does not become ready again.
import { faults } from '../dist/bench/test/support/faults/faults.js';

const names = process.argv.slice(3);
const table = {};
for (const name of names.length > 0 ? names : Object.keys(faults)) {
  const issue = faults[name];
  if (!issue) throw new Error(`unknown fault ${name}; known are ${Object.keys(faults).join(', ')}`);
  const began = performance.now();
  try {
    const figures = await issue.run();
    table[issue.description] = { ...figures, seconds: Math.round((performance.now() - began) / 1_000) };
    if (figures.lost !== 0 || figures.doubled !== 0 || figures.neverReady > 0) process.exitCode = 1;
  } catch (error) {
    process.exitCode = 1;
    table[issue.description] = { failed: error.message };
  }
}
console.table(table);
