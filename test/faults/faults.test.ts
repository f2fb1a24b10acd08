import { describe, expect, it } from 'vitest';
import { faults } from '../../bench/faults/all.mjs';

const hour = 3_600_000;

// short forms of `npm run bench -- faults`
describe('nothing that was acknowledged is lost, and nothing is there twice, over', () => {
  it.each([
    ['kill', { rounds: 2, clients: 8 }],
    ['sigterm', { rounds: 1, clients: 8 }],
    ['store-stopped', { signals: ['SIGKILL'], awayMs: 200, clients: 4 }],
    ['store-frozen', { freezesMs: [1_000], clients: 4 }],
    ['store-cut', { cuts: 10, clients: 4 }],
    ['client-cut', { cuts: 10, clients: 8 }],
    ['slow-clients', { each: 10, creates: 40, clients: 4 }],
    ['same-key', { rounds: 1, callers: 50 }],
    ['clock', { offsets: [hour, -hour], clients: 4 }],
    ['full-disk', { kibibytes: 1_024, clients: 8, refusals: 10 }],
  ] as const)('%s', { timeout: 120_000 }, async (name, options) => {
    const [, run] = faults[name];
    const figures = await run(options);
    expect(figures).toMatchObject({ lost: 0, doubled: 0 });
    expect(figures.acknowledged).toBeGreaterThan(0);
  });
});
