import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/**
 * Runs `npm run bench -- NAME` without its build.
 * @returns its standard output
 * @throws Error when it exits with a non-zero code
 */
async function bench(...args: string[]): Promise<string> {
  const env = { ...process.env, NODE_ENV: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/run.mjs', ...args], { env });
  return stdout;
}

/** A database may explain no plan, as DocumentDB behind a gateway; the embedded one does. */
const channelIndex = process.env.MONGODB_URI
  ? /a channel +│ .*(accountId_1_channel_1|no explain)/
  : /a channel +│ .*accountId_1_channel_1/;

// chaos, faults and fuzz have their own test files
describe('the short form of the benchmark', { timeout: 120_000 }, () => {
  it.each<[args: string[], printed: RegExp]>([
    [['start', '1'], /new data folder +│ \d+ +│/],
    [['store', '1000', '0.1'], /inserts\/s, 32 clients +│ \d+/],
    [['lists', '200', '1'], channelIndex],
    [['memory', '--requests', '100', '--distinct', '10', '--rest', '0.1'], /\| 100 % \| \d+ \|/],
    [['abuse', 'lists', 'bodies', '--seconds', '0.5'], /during the attack +│ \d+ +│ 0 +│/],
    // at most one execution for each change
    [['abuse', 'subscriptions', '--seconds', '0.5'], /│ 1000 +│ 800 +│ \d+ +│ \d+ +│ \d+ +│ (?:0(?:\.\d)?|1) +│\n/],
    [['abuse', 'webhooks', '--seconds', '0.5'], /during the attack +│ \d+ +│ 0 +│/],
    [['soak', '0.03', '30'], /│ \d+ +│ 0 +│ 0 +│\n└/],
  ])('%s prints its table', async (args, printed) => {
    expect(await bench(...args)).toMatch(printed);
  });
});

it('faults names the faults that it can cause', { timeout: 60_000 }, async () => {
  await expect(bench('faults', 'nothing')).rejects.toThrow(/unknown fault nothing; known are kill, .*outages/);
});

// the first `npm run bench` and .ci/run install the packages of the compared servers
describe.skipIf(!existsSync('bench/node_modules'))('the short form of the benchmark with contenders', () => {
  it('compare gets the same response from all contenders', { timeout: 240_000 }, async () => {
    const printed = await bench('compare', '--rounds', '1', '--seconds', '0.3', '--only', 'one session');
    expect(printed).toMatch(/^\| voice-sessions \| \*\*[\d,]+\*\*<br>\d+ µs, [\d.]+ \/ [\d.]+ ms \|$/m);
    const rows = printed.split('\n').filter((line) => line.includes(' µs, '));
    expect(rows).toHaveLength(Number(process.versions.node.split('.')[0]) >= 22 ? 17 : 16);
  });

  it('profile reports the number of profiled requests', { timeout: 60_000 }, async () => {
    expect(await bench('profile', 'newSession', 'alone', '0.5')).toMatch(
      /profile-newsession\.cpuprofile: \d+ requests/,
    );
  });
});
