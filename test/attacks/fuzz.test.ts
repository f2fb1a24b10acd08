import { describe, expect, it } from 'vitest';
import { fuzzTransports } from '../support/fuzz/transports.ts';
import { as } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

// `npm run bench -- fuzz` sends 100,000 requests and prints figures
describe.each(Object.entries(fuzzTransports))('%s', (_name, { random, open }) => {
  it('answers every nearly valid request without a server error', async () => {
    const client = open(app.url, as('user@acme.test').authorization ?? '');
    try {
      for (let n = 1; n <= 50; n += 1) {
        const seed = n * 7_919;
        const { status } = await client.send(seed);
        expect(status, JSON.stringify(random(seed))).toBeLessThan(500);
      }
    } finally {
      client.close();
    }
    expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
