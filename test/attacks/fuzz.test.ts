import { describe, expect, it } from 'vitest';
import { doors } from '../../bench/doors.mjs';
import { as } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

// the same with 100,000 requests, and with figures: `npm run bench -- fuzz`
describe.each(Object.entries(doors))('%s', (_name, { random, open }) => {
  it('answers whatever comes, and never with a fault of its own', async () => {
    const asker = open(app.url, as('user@acme.test').authorization ?? '');
    try {
      for (let seed = 1; seed <= 50; seed += 1) {
        const request = random(seed * 7_919);
        const { status } = await asker.ask(request);
        expect(status, JSON.stringify(request)).toBeLessThan(500);
      }
    } finally {
      asker.close();
    }
    expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
