import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { exchange } from '../support/raw-request.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const origin = 'https://app.example';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    CORS_ORIGINS: `${origin}, https://other.example`,
    REQUEST_TIMEOUT_SECONDS: '1',
    TRUST_PROXY: '1',
  });
});
afterAll(() => app.close());

describe('every answer', () => {
  it.each([
    ['REST', 'GET /sessions'],
    ['a list', 'GET /sessions?format=html'],
    ['an error response', 'GET /sessions/nothing'],
    ['nothing', 'GET /nowhere'],
    ['GraphQL', 'GET /graphql?query={__typename}'],
    ['the playground', 'GET /graphql'],
    ['a page', 'GET /metadata'],
    ['health', 'GET /health/live'],
  ])('%s: cannot be framed, guessed at or kept by others, and has the request id', async (what, line) => {
    const accept = what === 'the playground' ? 'text/html' : 'application/json';
    const { headers } = await call(app.url, line, {
      headers: { accept, ...as('user@acme.test'), 'x-request-id': 'mine', 'x-forwarded-proto': 'https' },
    });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toMatch(/no-cache|no-store/);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    expect(headers.get('x-request-id')).toBe('mine');
  });

  it('leaves a page what it needs', async () => {
    const page = await call(app.url, 'GET /metadata');
    expect(page.text).toContain('<style>');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'");
  });
});

describe('pages of other origins', () => {
  const preflight = (from: string) =>
    call(app.url, 'OPTIONS /graphql', {
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  it('may ask when they are on the list', async () => {
    const { status, headers } = await preflight(origin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    const answer = await call(app.url, 'GET /auth/status', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it.each(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', 'null'])(
    'may not when they are not: %s',
    async (other) => {
      expect((await preflight(other)).headers.get('access-control-allow-origin')).toBeNull();
      const { headers } = await call(app.url, 'GET /auth/status', { headers: { origin: other } });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('a request that is too large or too slow', () => {
  it.each([
    ['XML of 257 KiB', 'application/xml', `<NewSession>${' '.repeat(257 * 1_024)}</NewSession>`],
    ['other XML of 257 KiB', 'application/soap+xml; charset=utf-8', ' '.repeat(257 * 1_024)],
    ['JSON of over 1 MiB', 'application/json', `{"displayName":"${'x'.repeat(1_048_576)}"}`],
  ])('%s is refused', async (_what, type, body) => {
    const answer = await call(app.url, 'POST /sessions', {
      headers: { 'content-type': type, accept: 'application/json', ...as('user@acme.test') },
      body,
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).responseStatus.errorCode).toBe('RequestEntityTooLarge');
  });

  it('is refused while it is read, not after', async () => {
    const head = `POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\nContent-Length: 1000000000\r\n\r\n`;
    expect(await exchange(app.url, `${head}<`)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is cut off when headers or body do not come', async () => {
    const head = 'POST /sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n';
    const answers = await Promise.all([exchange(app.url, head), exchange(app.url, `${head}\r\n{`)]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('has headers of at most 16 KiB', async () => {
    expect(await exchange(app.url, `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
  });
});

describe('requests of one connection that were not answered yet', () => {
  const send = 'GET /auth/status HTTP/1.1\r\nHost: x\r\n';
  const answered = (text: string): number => text.split('HTTP/1.1 200').length - 1;

  it('may be a few', async () => {
    expect(answered(await exchange(app.url, `${`${send}\r\n`.repeat(9)}${send}Connection: close\r\n\r\n`))).toBe(10);
  });

  it('are not begun without end', async () => {
    expect(answered(await exchange(app.url, `${send}\r\n`.repeat(100)))).toBeLessThan(20);
  });
});

describe('more than can be done', () => {
  let busy: TestApp;
  beforeAll(async () => {
    busy = await startTestApp({ MAX_DELAY_MS: '20' });
  });
  afterAll(() => busy.close());

  const block = (ms: number): void => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  };

  it('is refused with Retry-After over GraphQL and REST; health checks still answer', async () => {
    const [rest, graphql, live] = await vi.waitFor(
      async () => {
        for (let n = 0; n < 5; n += 1) {
          block(120);
          await new Promise((done) => setImmediate(done));
        }
        const answers = await Promise.all([
          call(busy.url, 'GET /sessions', { headers: { accept: 'application/json' } }),
          call(busy.url, 'GET /graphql?query={__typename}'),
          call(busy.url, 'GET /health/live'),
        ]);
        expect(answers[0].status).toBe(503);
        return answers;
      },
      { timeout: 10_000, interval: 1 },
    );
    expect(JSON.parse(rest.text).responseStatus.errorCode).toBe('ServiceUnavailable');
    expect(rest.headers.get('retry-after')).toBe('2');
    expect(JSON.parse(graphql.text).errors[0].extensions.code).toBe('UNAVAILABLE');
    expect(live.status).toBe(200);
  });
});
