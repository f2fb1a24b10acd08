import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ RATE_LIMIT_ADDRESS: '100000' });
});
afterAll(() => app.close());

// the server refuses a GET without this header, because a page of any site could send it
const asNoPage: typeof fetch = (url, init) =>
  fetch(url, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init?.headers)), 'apollo-require-preflight': '1' },
  });

const audits = serverAudits({ url: () => `${app.url}/graphql`, fetchFn: asNoPage });

describe('GraphQL over HTTP, audited by graphql-http', () => {
  it('has 61 audits', () => expect(audits).toHaveLength(61));

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, audit) => {
    expect(await audit()).toMatchObject({ status: 'ok' });
  });
});
