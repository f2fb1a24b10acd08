import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/domain/auth/passwords.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { ChangePasswordDocument, SignInDocument } from '../operations/operations.generated.ts';
import { Browser } from '../support/browser.ts';
import { changeUser } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

const userName = 'user@acme.test';
const newPassword = 'another battery, another staple';
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
});
afterAll(() => app.close());
beforeEach(async () => {
  // ends the delays of earlier tests
  clock.advance(60 * 60_000);
  browser = new Browser(app.url);
  await browser.send(SignInDocument, { userName, password: demoPassword });
  app.logged.length = 0;
});

const change = (oldPassword: string) => browser.send(ChangePasswordDocument, { oldPassword, newPassword });
const outcome = async (answer: ReturnType<typeof change>) => (await answer).errors[0]?.extensions.code ?? 'done';
const audited = () =>
  app.logged.flatMap((line) => (line.audit ? [[line.msg, line.userId, line.way, line.network]] : []));

describe('a wrong old password', () => {
  it('is reported as such, and audited like a failed sign-in', async () => {
    const { errors } = await change('wrong');
    expect(errors).toMatchObject([
      {
        message: 'oldPassword is wrong.',
        extensions: { code: 'BAD_USER_INPUT', errors: [{ fieldName: 'oldPassword' }] },
      },
    ]);
    expect(audited()).toEqual([['sign-in.failed', demoIds.user, 'password', '127.0.0.1']]);
  });

  it('is throttled after ten attempts, also of one request after the other at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, n) => outcome(change(`wrong ${n}`))));
    expect(outcomes.toSorted()).toEqual([...Array(10).fill('BAD_USER_INPUT'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(audited().filter(([event]) => event === 'sign-in.throttled')).toEqual(
      Array(2).fill(['sign-in.throttled', demoIds.user, 'password', '127.0.0.1']),
    );
    clock.advance(1_000);
    expect(await outcome(change('wrong'))).toBe('BAD_USER_INPUT');
    expect(await outcome(change('wrong'))).toBe('RATE_LIMITED');
  });

  it('counts as a wrong password of a sign-in, and the reverse', async () => {
    for (let n = 0; n < 5; n += 1) {
      expect(await outcome(change(`wrong ${n}`))).toBe('BAD_USER_INPUT');
      expect((await call(app.url, 'GET /auth/status', { headers: as(userName, `other ${n}`) })).status).toBe(401);
    }
    expect(await outcome(change('wrong'))).toBe('RATE_LIMITED');
    expect((await call(app.url, 'GET /auth/status', { headers: as(userName, 'wrong') })).status).toBe(429);
    const { errors } = await send(app.url, SignInDocument, { userName, password: 'wrong' }, {});
    expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
  });
});

it('does not accept a password that another process has replaced a moment ago', async () => {
  const hashes = await Promise.all([hashPassword(demoPassword), hashPassword('the password of another process')]);
  await changeUser(app.database, userName, { passwordHash: hashes[1] });
  expect(await outcome(change(demoPassword))).toBe('BAD_USER_INPUT');
  await changeUser(app.database, userName, { passwordHash: hashes[0] });
});

it('the right old password is accepted during a delay, and the change is audited', async () => {
  for (let n = 0; n < 11; n += 1) await change(`wrong ${n}`);
  expect(await outcome(change('wrong'))).toBe('RATE_LIMITED');
  expect(await outcome(change(demoPassword))).toBe('done');
  expect(app.logged).toContainEqual(
    expect.objectContaining({
      audit: true,
      msg: 'directory.changed',
      actor: demoIds.user,
      kind: 'user',
      id: demoIds.user,
      fields: ['passwordHash'],
    }),
  );
});
