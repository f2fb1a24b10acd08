import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CodecName, codecs, randomRequest, timeRequest } from '../../bench/random-requests.mjs';
import { as } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const agent = new Agent({ keepAlive: true });
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  agent.destroy();
  await app.close();
});

// the same with many more requests, and with figures: `npm run bench -- fuzz-rest`
describe.each(Object.keys(codecs) as CodecName[])('%s', (codec) => {
  it('answers whatever comes, and never with a fault of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const request = randomRequest(codec, seed);
        const headers = { ...as('user@acme.test'), ...request.headers };
        const { status } = await timeRequest(app.url, { ...request, headers }, agent);
        expect(status, JSON.stringify(request)).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
    expect(app.logged.filter(({ msg }) => msg === 'request.failed')).toEqual([]);
  });
});
