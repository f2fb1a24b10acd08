import { describe, expect, it } from 'vitest';
import { issues } from '../support/faults/faults.ts';
import type { FaultFigures } from '../support/faults/ledger.ts';

const hour = 3_600_000;

// `npm run bench -- faults` runs the long forms
describe('no acknowledged session is lost and none is doubled', () => {
  it.each<[name: keyof typeof issues, run: () => Promise<FaultFigures>]>([
    ['kill', () => issues.kill.run({ rounds: 2, clients: 8 })],
    ['sigterm', () => issues.sigterm.run({ rounds: 1, clients: 8 })],
    ['store-stopped', () => issues['store-stopped'].run({ signals: ['SIGKILL'], awayMs: 200, clients: 4 })],
    ['store-frozen', () => issues['store-frozen'].run({ freezesMs: [1_000], clients: 4 })],
    ['store-cut', () => issues['store-cut'].run({ cuts: 10, clients: 4 })],
    ['client-cut', () => issues['client-cut'].run({ cuts: 10, clients: 8 })],
    ['slow-clients', () => issues['slow-clients'].run({ each: 10, creates: 40, clients: 4 })],
    ['same-key', () => issues['same-key'].run({ rounds: 1, callers: 50 })],
    ['clock', () => issues.clock.run({ offsets: [hour, -hour], clients: 4 })],
    ['full-disk', () => issues['full-disk'].run({ kibibytes: 1_024, clients: 8, refusals: 10 })],
  ])('%s', { timeout: 120_000 }, async (_name, run) => {
    const figures = await run();
    expect(figures).toMatchObject({ lost: 0, doubled: 0 });
    expect(figures.acknowledged).toBeGreaterThan(0);
  });
});
