import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { call } from '../../support/rest-client.ts';
import { useTestApp } from '../../support/use-test-app.ts';

const app = useTestApp({ RATE_LIMIT_ADDRESS: '140', TRUST_PROXY: '1' }, { clock: new FakeClock() });
const hidden = useTestApp({ METADATA: '0' });
const paths = [
  '/metadata',
  '/json/metadata?op=NewSession',
  '/types',
  '/types/csharp',
  '/types/typescript',
  '/types/typescript.d',
  '/types/mjs',
  '/types/metadata',
  '/types/metadata.json',
  '/openapi.json',
  '/docs/security.md',
];

describe('a page without authentication', () => {
  it.each(['/', ...paths])('%s: costs the address 50 points', async (path) => {
    const headers = { 'x-forwarded-for': `192.0.2.${paths.indexOf(path) + 1}` };
    const status = path === '/' ? 302 : 200;
    expect(await call(app.url, `GET ${path}`, { headers })).toMatchObject({ status });
    const second = await call(app.url, `GET ${path}`, { headers });
    expect(second.headers.get('ratelimit-remaining')).toBe('40');
    const third = await call(app.url, `GET ${path}`, { headers });
    expect(third).toMatchObject({ status: 429, text: 'Rate limit exceeded. Try again in 5 s.' });
    expect(third.headers.get('retry-after')).toBe('5');
  });

  it.each(paths)('%s: returns 404 with METADATA=0', async (path) => {
    expect(await call(hidden.url, `GET ${path}`)).toMatchObject({ status: 404, text: '404' });
  });

  it('/ redirects no program to the metadata with METADATA=0, and its page has no links to it', async () => {
    expect(await call(hidden.url, 'GET /')).toMatchObject({ status: 404, text: '404' });
    const { status, text } = await call(hidden.url, 'GET /', { headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    expect(text).toContain('href="/sessions"');
    expect(text).not.toMatch(/href="\/(metadata|types|openapi|docs)/);
  });

  it('an HTML view links to /metadata only if it is served', async () => {
    const viewOf = async (url: string) => (await call(url, 'GET /auth/status?format=html')).text;
    expect(await viewOf(app.url)).toContain('href="/metadata"');
    expect(await viewOf(hidden.url)).not.toContain('href="/metadata"');
    expect(await viewOf(hidden.url)).toContain('href="/"');
  });
});
