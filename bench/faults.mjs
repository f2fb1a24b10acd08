// Faults while clients create sessions, each create repeated with its key until it is acknowledged: nothing that was
// acknowledged may be lost, and no create may make two sessions.
import { faults } from './faults/all.mjs';

const names = process.argv.slice(3);
const table = {};
for (const name of names.length > 0 ? names : Object.keys(faults)) {
  const [what, run] = faults[name] ?? [];
  if (!run) throw new Error(`there is no fault ${name}; there are ${Object.keys(faults).join(', ')}`);
  const began = performance.now();
  try {
    const figures = await run();
    table[what] = { ...figures, seconds: Math.round((performance.now() - began) / 1_000) };
    if (figures.lost !== 0 || figures.doubled !== 0) process.exitCode = 1;
  } catch (error) {
    process.exitCode = 1;
    table[what] = { failed: error.message };
  }
}
console.table(table);
