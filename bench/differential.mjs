// Random commands, each asked of the embedded database and of a MongoDB: npm run bench -- differential [--cases N] [--seed N] [--record]
// The MongoDB is that of MONGODB_URI. The cases are those of packages/embedded-mongodb/test/differential. Exits with 1 if an answer
// differs; with --record the answers become the corpus that `npm test` replays.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
});
if (!process.env.MONGODB_URI) {
  console.error('MONGODB_URI has to name a MongoDB to compare with');
  process.exit(2);
}
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'embedded-mongodb', 'differential.test.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    DIFFERENTIAL_CASES: values.cases,
    DIFFERENTIAL_SEED: values.seed,
    ...(values.record && { DIFFERENTIAL_RECORD: '1' }),
  },
});
process.exitCode = status ?? 1;
