import { describe, expect, it } from 'vitest';
import { call } from '../support/rest-client.ts';
import { demoPassword } from '../support/start-test-app.ts';
import { useTestApp } from '../support/use-test-app.ts';

const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the address /', () => {
  const app = useTestApp();
  const home = (authorization?: string) =>
    call(app.url, 'GET /', { headers: { accept, ...(authorization && { authorization }) } });
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  it('redirects programs to /metadata, as a ServiceStack host does', async () => {
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }, { accept: 'application/xml' }]) {
      const { status, headers: answered } = await call(app.url, 'GET /', { headers });
      expect([status, answered.get('location')]).toEqual([302, `${app.url}/metadata`]);
    }
    expect(await call(app.url, 'POST /')).toMatchObject({ status: 404, text: '404' });
  });

  it('is a home page in a browser, which says who is signed in', async () => {
    const visitor = await home();
    expect(visitor).toMatchObject({ status: 200 });
    expect(visitor.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(visitor.headers.get('cache-control')).toBe('private, no-cache');
    expect(visitor.headers.get('vary')).toBe('Accept, Cookie');
    expect(visitor.text).toContain('Nobody is signed in.');
    expect((await home(basic('user@acme.test', demoPassword))).text).toContain('Signed in as <b><bdi>User Acme</bdi>');
    expect((await home(basic('user@acme.test', 'wrong'))).text).toContain('Nobody is signed in.');
  });

  it('leads to the documentation', async () => {
    const { text } = await home();
    expect(text).toContain('<a href="/docs/webhooks.md">Webhooks</a>');
    const page = await call(app.url, 'GET /docs/webhooks.md');
    expect(page.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(page.text).toMatch(/^# Webhooks\n/);
    expect((await call(app.url, 'GET /docs/..%2fpackage.json')).status).toBe(404);
  });
});

describe('the address / of a server without the playground', () => {
  const app = useTestApp({ PLAYGROUND: '0' });

  it('does not lead to the playground', async () => {
    const { text } = await call(app.url, 'GET /', { headers: { accept } });
    expect(text).toContain('href="/console"');
    expect(text).not.toContain('href="/graphql"');
  });
});
