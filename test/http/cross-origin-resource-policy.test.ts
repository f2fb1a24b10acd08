import { describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { sendRaw } from '../support/raw-request.ts';
import { startTestApp } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ CORS_ORIGINS: 'https://app.example' });

describe('Cross-Origin-Resource-Policy', () => {
  const policies = async (url: string) => {
    const targets = ['/sessions', '/nowhere', '/%', '/graphql', '/console/icon.svg', '/health/live', '/metadata'];
    const answers = await Promise.all(
      targets.map((target) => sendRaw(url, { method: 'GET', target, headers: { origin: 'https://app.example' } })),
    );
    return answers.map(({ headers }) => headers['cross-origin-resource-policy']);
  };

  it('lets only pages of the server load responses as scripts and images', async () => {
    expect(await policies(app.url)).toEqual(Array(7).fill('same-origin'));
  });

  it('lets every page load them where CORS_ORIGINS is *, still without the sign-in of a browser', async () => {
    const open = await startTestApp({ CORS_ORIGINS: '*, https://app.example' });
    try {
      expect(await policies(open.url)).toEqual(Array(7).fill('cross-origin'));
      const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://app.example', ...as('user@acme.test') };
      expect(await sendRaw(open.url, { method: 'GET', target: '/sessions', headers })).toMatchObject({ status: 403 });
    } finally {
      await open.close();
    }
  });
});
