// Compares compiled and interpreted responses to random documents over the whole schema.
// Usage: npm run bench -- compiled [--cases N] [--seed N]
// The generator is test/support/fuzz/random-documents.ts. Exits with 1 if a response differs.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { cases: { type: 'string', default: '60000' }, seed: { type: 'string', default: '1' } },
});
const { status } = spawnSync('npx', ['vitest', 'run', 'test/graphql/compiled/random-documents.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, COMPILED_CASES: values.cases, COMPILED_SEED: values.seed },
});
process.exitCode = status ?? 1;
