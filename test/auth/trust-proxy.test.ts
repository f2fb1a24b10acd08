import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/app/config.ts';
import { SignInDocument } from '../operations/operations.generated.ts';
import { send } from '../support/graphql-client.ts';
import { demoPassword, startTestApp } from '../support/start-test-app.ts';

describe('TRUST_PROXY', () => {
  it.each([
    ['', []],
    ['1', 'peer'],
    ['127.0.0.1', ['127.0.0.1']],
    ['10.0.0.0/8, fd00::/8,::1', ['10.0.0.0/8', 'fd00::/8', '::1']],
  ])('reads %j', (text, expected) => {
    expect(loadConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });

  it.each(['2', 'true', 'example.org', '10.0.0.0/33', '::1/129', '10.0.0.0/', '127.0.0.1,', '1,127.0.0.1'])(
    'refuses %j',
    (text) => {
      expect(() => loadConfig({ TRUST_PROXY: text })).toThrow(/^TRUST_PROXY: .* must be 1 or a list of addresses/);
    },
  );

  it.each([
    { trusted: '', forwarded: 'https', secure: false },
    { trusted: '10.0.0.0/8', forwarded: 'https', secure: false },
    { trusted: '127.0.0.0/8', forwarded: 'https', secure: true },
    { trusted: '127.0.0.0/8', forwarded: 'http', secure: false },
    { trusted: '1', forwarded: 'https', secure: true },
  ])('$trusted: a cookie behind $forwarded is Secure: $secure', async ({ trusted, forwarded, secure }) => {
    const app = await startTestApp({ TRUST_PROXY: trusted });
    try {
      const variables = { userName: 'user@acme.test', password: demoPassword };
      const { headers } = await send(app.url, SignInDocument, variables, { 'x-forwarded-proto': forwarded });
      expect(headers.getSetCookie()).toHaveLength(3);
      for (const cookie of headers.getSetCookie()) expect(cookie.includes('; Secure')).toBe(secure);
    } finally {
      await app.close();
    }
  });
});
