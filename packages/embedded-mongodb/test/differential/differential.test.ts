import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../use-database.ts';
import { type Comparison, compareAnswers, type Difference } from './differences.ts';
import { caseGroup, commandsPerGroup } from './random-cases.ts';
import { type Answer, runGroup } from './run-group.ts';

const corpusFile = new URL('./corpus.jsonl', import.meta.url);
const independentUri = process.env.MONGODB_URI;
const cases = Number(process.env.DIFFERENTIAL_CASES ?? 1_500);
const firstSeed = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const records = process.env.DIFFERENTIAL_RECORD !== undefined;
const seeds = Array.from({ length: Math.ceil(cases / commandsPerGroup) }, (_, at) => firstSeed + at);

/** One line of the corpus: a seed, and what the independent server answered; null where that is no reference. */
interface Recorded {
  readonly seed: number;
  readonly answers: readonly (Answer | null)[];
}

function summary(comparisons: readonly Comparison[]) {
  const differences: Difference[] = comparisons.flatMap((one) => one.differences);
  const compared = comparisons.reduce((sum, one) => sum + one.compared, 0);
  const refused = comparisons.reduce((sum, one) => sum + one.refused, 0);
  return { compared, refused, differences };
}

/** Works through a list with several at a time, each with a collection of its own. */
async function together<T, R>(items: readonly T[], each: (item: T, collection: string) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const work = async (collection: string) => {
    for (const [at, item] of left) results[at] = await each(item, collection);
  };
  await Promise.all(Array.from({ length: 8 }, (_, at) => work(`cases_${at}`)));
  return results;
}

describe.runIf(independentUri)('the embedded database answers as an independent server does', () => {
  const embedded = useDatabase();
  const independent = new MongoClient(independentUri ?? 'mongodb://127.0.0.1');
  const name = `differential_${randomBytes(6).toString('hex')}`;

  beforeAll(async () => {
    await independent.connect();
  });
  afterAll(async () => {
    await independent.db(name).dropDatabase();
    await independent.close();
  });

  test(`to ${cases} random cases`, { timeout: 60_000 + cases * 200 }, async () => {
    const done = await together(seeds, async (seed, collection) => {
      const group = caseGroup(seed);
      const [ours, theirs] = await Promise.all([
        runGroup({ db: embedded(), collection }, group),
        runGroup({ db: independent.db(name), collection }, group),
      ]);
      const comparison = compareAnswers(group, ours, theirs);
      const answers = theirs.map((answer, at) => (comparison.accepted.includes(at) ? null : answer));
      return { comparison, recorded: { seed, answers } satisfies Recorded };
    });
    const { compared, refused, differences } = summary(done.map((one) => one.comparison));
    process.stdout.write(
      `${compared} compared, ${refused} refused as not supported, ${differences.length} different\n`,
    );
    expect(differences).toEqual([]);
    expect(refused / compared).toBeLessThan(0.05);
    const lines = done.map((one) => `${JSON.stringify(one.recorded)}\n`);
    if (records) await writeFile(corpusFile, lines.join(''));
  });
});

describe.runIf(!independentUri)('the embedded database answers as an independent server did', () => {
  const embedded = useDatabase();

  test('to the recorded cases', { timeout: 60_000 }, async () => {
    const lines = (await readFile(corpusFile, 'utf8')).trim().split('\n');
    const comparisons = await together(lines, async (line, collection) => {
      const { seed, answers }: Recorded = JSON.parse(line);
      const group = caseGroup(seed);
      return compareAnswers(group, await runGroup({ db: embedded(), collection }, group), answers);
    });
    const { compared, refused, differences } = summary(comparisons);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(1_500);
    expect(refused / compared).toBeLessThan(0.05);
  });
});
