import { describe, expect, it } from 'vitest';
import { faults } from '../support/faults/faults.ts';
import type { FaultFigures } from '../support/faults/ledger.ts';

const hour = 3_600_000;

it('is ready again after every cut of its connections to the database', { timeout: 120_000 }, async () => {
  // a heartbeat that the driver sends at once after a cut hangs after one cut of six
  expect(await faults.outages.run({ cuts: 6, clients: 4 })).toMatchObject({ neverReady: 0, lost: 0, doubled: 0 });
});

// `npm run bench -- faults` runs the long forms
describe('no acknowledged session is lost or duplicated', () => {
  it.each<[name: keyof typeof faults, run: () => Promise<FaultFigures>]>([
    ['kill', () => faults.kill.run({ rounds: 2, clients: 8 })],
    ['sigterm', () => faults.sigterm.run({ rounds: 1, clients: 8 })],
    ['store-stopped', () => faults['store-stopped'].run({ signals: ['SIGKILL'], awayMs: 200, clients: 4 })],
    ['store-frozen', () => faults['store-frozen'].run({ freezesMs: [1_000], clients: 4 })],
    ['store-cut', () => faults['store-cut'].run({ cuts: 10, clients: 4 })],
    ['client-cut', () => faults['client-cut'].run({ cuts: 10, clients: 8 })],
    ['slow-clients', () => faults['slow-clients'].run({ each: 10, creates: 40, clients: 4 })],
    ['same-key', () => faults['same-key'].run({ rounds: 1, callers: 50 })],
    ['clock', () => faults.clock.run({ offsets: [hour, -hour], clients: 4 })],
    ['full-disk', () => faults['full-disk'].run({ kibibytes: 1_024, clients: 8, refusals: 10 })],
  ])('%s', { timeout: 120_000 }, async (_name, run) => {
    const figures = await run();
    expect(figures).toMatchObject({ lost: 0, doubled: 0 });
    expect(figures.acknowledged).toBeGreaterThan(0);
  });
});
