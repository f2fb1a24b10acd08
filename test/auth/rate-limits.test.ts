import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../support/fake-clock.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { demoPassword, startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock();
let app: TestApp;
beforeAll(async () => {
  const limits = { RATE_LIMIT_USER: '100', RATE_LIMIT_ACCOUNT: '150', RATE_LIMIT_ADDRESS: '30' };
  app = await startTestApp({ ...limits, TRUST_PROXY: '1' }, { clock });
});
afterAll(() => app.close());
beforeEach(() => clock.advance(16 * 60_000));

async function send(query: string, headers: Record<string, string>, url = app.url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors = [] } = (await response.json()) as { errors?: { extensions: Record<string, unknown> }[] };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code: errors[0]?.extensions.code };
}

const forty = '{sessions(first:34){nodes{id}}}';
const fifty = '{sessions(first:43){nodes{id}}}';
const from = (address: string) => ({ 'x-forwarded-for': address });
const limited = { status: 429, retryAfter: expect.stringMatching(/^\d+$/), code: 'RATE_LIMITED' };

describe('points', () => {
  it('limit a user over GraphQL and REST together, and refill with time', async () => {
    const user = as('user@acme.test');
    expect(await send(forty, user)).toMatchObject({ status: 200 });
    expect(await send(forty, user)).toMatchObject({ status: 200 });
    // of 100 points 19 are left, and 20 come in 12 s
    expect(await send(forty, user)).toEqual({ ...limited, retryAfter: '12' });
    const rest = await call(app.url, 'GET /sessions', { headers: { ...user, accept: 'application/json' } });
    expect(rest.status).toBe(429);
    expect(JSON.parse(rest.text).responseStatus.errorCode).toBe('TooManyRequests');
    expect(rest.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(rest.headers.get('ratelimit-limit')).toBe('100');
    clock.advance(15_000);
    expect(await send(forty, user)).toMatchObject({ status: 200 });
  });

  it('of one user are not those of another, until the account has none left', async () => {
    for (const user of ['user@acme.test', 'user@acme.test', 'agent@acme.test']) {
      expect(await send(fifty, as(user))).toMatchObject({ status: 200 });
    }
    expect(await send(fifty, as('agent@acme.test'))).toMatchObject(limited);
    expect(await send(fifty, as('user@globex.test'))).toMatchObject({ status: 200 });
  });

  it('are counted by address for anonymous callers, an IPv6 network as one', async () => {
    for (let n = 0; n < 30; n += 1) await send('{__typename}', from(`2001:db8:0:1::${n}`));
    expect(await send('{__typename}', from('2001:db8:0:1:ffff::1'))).toMatchObject(limited);
    expect(await send('{__typename}', from('2001:db8:0:2::1'))).toMatchObject({ status: 200 });
    // who is signed in does not share them
    expect(await send('{__typename}', { ...from('2001:db8:0:1::1'), ...as('user@acme.test') })).toMatchObject({
      status: 200,
    });
  });

  it('are spent by wrong keys and forged cookies too', async () => {
    const key = () => ({ ...from('192.0.2.7'), authorization: `Bearer ak-${'x'.repeat(43)}` });
    for (let n = 0; n < 3; n += 1) expect(await send('{__typename}', key())).toMatchObject({ status: 401 });
    expect(await send('{__typename}', key())).toMatchObject(limited);
  });
});

describe('guessing passwords', () => {
  let generous: TestApp;
  beforeAll(async () => {
    generous = await startTestApp({ TRUST_PROXY: '1' }, { clock });
  });
  afterAll(() => generous.close());

  const guess = (address: string, userName: string, password = `${Math.random()}`) =>
    send('{me{id}}', { ...from(address), ...as(userName, password) }, generous.url);
  const guessTimes = async (times: number, address: string, userName: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1) statuses.push((await guess(address, userName)).status);
    return statuses;
  };

  it('gets slower and slower for a user from an address', async () => {
    expect(await guessTimes(10, '192.0.2.1', 'agent@acme.test')).toEqual(Array(10).fill(401));
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const { status, retryAfter } = await guess('192.0.2.1', 'agent@acme.test');
      expect(status).toBe(429);
      waits.push(Number(retryAfter));
      clock.advance(Number(retryAfter) * 1_000);
      expect(await guess('192.0.2.1', 'agent@acme.test')).toMatchObject({ status: 401 });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
  });

  it('waits no longer by a clock that was set back', async () => {
    await guessTimes(10, '192.0.2.9', 'viewer@acme.test');
    clock.advance(-3_600_000);
    expect(await guess('192.0.2.9', 'viewer@acme.test')).toMatchObject({ status: 429, retryAfter: '1' });
    clock.advance(3_600_000);
  });

  it('is slower for many at the same time as well', async () => {
    const statuses = await Promise.all(Array.from({ length: 30 }, () => guess('192.0.2.6', 'agent@acme.test')));
    expect(statuses.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('of many users from one address ends', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 32; n += 1) statuses.push((await guess('192.0.2.8', `user${n}@acme.test`)).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(30);
  });

  it('locks out neither the user elsewhere, nor the one who knows the password there', async () => {
    expect(await guess('192.0.2.2', 'viewer@acme.test', demoPassword)).toMatchObject({ status: 200 });
    clock.advance(16 * 60_000);
    expect(await guessTimes(11, '192.0.2.2', 'viewer@acme.test')).toContain(429);
    expect(await guess('192.0.2.2', 'viewer@acme.test', demoPassword)).toMatchObject({ status: 200 });
    expect(await guess('192.0.2.3', 'viewer@acme.test', demoPassword)).toMatchObject({ status: 200 });
  });

  it('is reset by a correct password', async () => {
    await guessTimes(9, '192.0.2.4', 'admin@acme.test');
    expect(await guess('192.0.2.4', 'admin@acme.test', demoPassword)).toMatchObject({ status: 200 });
    expect(await guessTimes(10, '192.0.2.4', 'admin@acme.test')).toEqual(Array(10).fill(401));
  });

  it('is slower where people sign in, too', async () => {
    await guessTimes(10, '192.0.2.5', 'agent@acme.test');
    const query = 'mutation{signIn(userName:"agent@acme.test",password:"wrong"){id}}';
    expect(await send(query, from('192.0.2.5'), generous.url)).toMatchObject(limited);
    const answer = await call(generous.url, 'POST /auth/credentials', {
      headers: { ...json({}).headers, ...from('192.0.2.5'), accept: 'application/json' },
      body: JSON.stringify({ userName: 'agent@acme.test', password: 'wrong' }),
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});
