import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../../src/domain/auth/passwords.ts';
import { MeDocument, SignInDocument } from '../operations/operations.generated.ts';
import { changeUser } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

vi.mock('@node-rs/argon2', async (importOriginal) => {
  const original = await importOriginal<typeof import('@node-rs/argon2')>();
  return { ...original, verify: vi.fn(original.verify) };
});

const minute = 60_000;
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());
beforeEach(() => {
  // expires the cached verifications of earlier tests
  clock.advance(16 * minute);
  vi.mocked(verify).mockClear();
});

const me = (headers: Record<string, string>) => send(app.url, MeDocument, {}, headers);
const status = (headers: Record<string, string>) => call(app.url, 'GET /auth/status', { headers });
const times = <T>(count: number, action: () => Promise<T>) => Promise.all(Array.from({ length: count }, action));

describe('Basic', () => {
  it('hashes once for 20 sequential requests over GraphQL and REST', async () => {
    for (let count = 0; count < 10; count++) {
      expect((await me(as('user@acme.test'))).data?.me?.isAuthenticated).toBe(true);
      expect((await status(as('user@acme.test'))).status).toBe(200);
    }
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('hashes once for 20 concurrent requests', async () => {
    const answers = await times(20, () => me(as('user@acme.test')));
    expect(answers.every(({ data }) => data?.me?.isAuthenticated)).toBe(true);
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('hashes again after 15 minutes', async () => {
    await me(as('user@acme.test'));
    clock.advance(15 * minute + 1);
    await me(as('user@acme.test'));
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('hashes fewer than 10 times for 20 concurrent requests with an old password', async () => {
    await me(as('agent@acme.test'));
    await changeUser(app.database, 'agent@acme.test', { passwordHash: await hashPassword('another') });
    clock.advance(5_000);
    vi.mocked(verify).mockClear();
    const answers = await times(20, () => me(as('agent@acme.test')));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(401));
    expect(vi.mocked(verify).mock.calls.length).toBeLessThan(10);
  });

  it('ignores the case of the user name', async () => {
    expect((await me(as('USER@Acme.Test'))).data?.me?.isAuthenticated).toBe(true);
  });

  it.each([
    [
      'the scheme in any case',
      { authorization: as('user@acme.test').authorization?.replace('Basic', 'bAsIc') ?? '' },
      200,
    ],
    ['a wrong password', as('user@acme.test', 'wrong'), 401],
    ['an unknown user', as('nobody@acme.test'), 401],
    ['an empty password', as('user@acme.test', ''), 401],
    ['an empty name', as('', demoPassword), 401],
    ['an empty name and password', { authorization: `Basic ${btoa(':')}` }, 401],
    ['no colon', { authorization: `Basic ${btoa('user@acme.test')}` }, 401],
    ['invalid base64', { authorization: 'Basic %%%' }, 401],
    ['a password with a colon', as('user@acme.test', `a:${demoPassword}`), 401],
    ['a password with an extra character', as('user@acme.test', `${demoPassword}x`), 401],
    ['a password of 8,000 characters', as('user@acme.test', 'x'.repeat(8_000)), 401],
    ['a MongoDB operator as a user name', as('{"$ne":""}'), 401],
    ['another scheme, which is ignored', { authorization: 'Digest username="user@acme.test"' }, 200],
  ])('%s', async (_what, headers, expected) => {
    expect((await status(headers)).status).toBe(expected);
    expect((await me(headers)).status).toBe(expected);
  });
});

describe('an unknown user and a wrong password', () => {
  it.each(['nobody@acme.test', 'user@acme.test'])('get the same error after one hash each: %s', async (userName) => {
    const answer = await me(as(userName, 'wrong'));
    expect(answer).toMatchObject({
      status: 401,
      data: undefined,
      errors: [{ message: 'Invalid Username or Password', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(verify).toHaveBeenCalledTimes(1);
    const signIn = await send(app.url, SignInDocument, { userName, password: 'wrong' }, {});
    expect(signIn.errors).toMatchObject([{ message: 'Invalid Username or Password' }]);
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('take about the same time', async () => {
    const measure = async (userName: string): Promise<number> => {
      const start = performance.now();
      await status(as(userName, `wrong ${Math.random()}`));
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round++) {
      known.push(await measure('user@acme.test'));
      unknown.push(await measure('nobody@acme.test'));
    }
    const median = (list: number[]): number => list.toSorted((a, b) => a - b)[4] ?? 0;
    const ratio = median(known) / median(unknown);
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });

  it('are verified each time: a wrong password is not cached', async () => {
    await me(as('user@acme.test', 'wrong'));
    await me(as('user@acme.test', 'wrong'));
    expect(verify).toHaveBeenCalledTimes(2);
  });
});
