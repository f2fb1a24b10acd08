import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApolloClient } from '../../../docs/examples/apollo-client.ts';
import { createFetchClient } from '../../../docs/examples/fetch.ts';
import { OperationError } from '../../../docs/examples/operation-error.ts';
import type { SessionEvent, SessionsClient } from '../../../docs/examples/operations.ts';
import { signIn } from '../../../docs/examples/sign-in.ts';
import { createUrqlClient } from '../../../docs/examples/urql.ts';
import { demoPassword } from '../../support/start-test-app.ts';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { useTestApp } from '../../support/use-test-app.ts';

type Create = (url: string, apiKey: string) => SessionsClient;

const examples: [name: string, queryMethod: 'GET' | 'POST', create: Create][] = [
  ['fetch', 'POST', createFetchClient],
  ['Apollo Client', 'POST', (url, apiKey) => createApolloClient(url, apiKey, WebSocket)],
  ['urql', 'GET', createUrqlClient],
];

/** Polling options with a timeout long enough for a busy machine. */
const soon = { timeout: 10_000 };
const app = useTestApp();

it('signs in with a name and a password, and not with a wrong one', async () => {
  const url = `${app.url}/graphql`;
  expect(await signIn(url, 'user@acme.test', demoPassword)).toMatch(/^ak-/);
  await expect(signIn(url, 'user@acme.test', 'wrong')).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: 'Invalid Username or Password',
  });
});

describe.each(examples)('the example with %s', (name, queryMethod, createClient) => {
  let client: SessionsClient;
  let proxy: TcpProxy;
  let requests: string[];
  let ending: AbortController;

  beforeAll(async () => {
    requests = [];
    proxy = await startProxy(app.url, (chunk) => requests.push(chunk.toString('latin1', 0, 100)));
    const apiKey = await signIn(`${proxy.url}/graphql`, 'user@acme.test', demoPassword);
    client = createClient(`${proxy.url}/graphql`, apiKey);
    return () => proxy.close();
  });
  beforeEach(() => {
    ending = new AbortController();
    return () => ending.abort();
  });

  const create = (displayName: string, key: string) =>
    client.create({ displayName, memberEmailAddresses: ['agent@acme.test'] }, key);

  it('creates a session, once for each key', async () => {
    const session = await create('First', `${name} 1`);
    expect(session).toMatchObject({ displayName: 'First' });
    expect(await create('First', `${name} 1`)).toMatchObject({ id: session.id });
  });

  it('lists the sessions page by page', async () => {
    const created = [];
    for (const n of [2, 3, 4]) created.push((await create(`Number ${n}`, `${name} ${n}`)).id);
    const listed = [];
    for await (const { id } of client.list(2)) listed.push(id);
    expect(listed.slice(0, 3)).toEqual(created.toReversed());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('reports what is wrong where in the input', async () => {
    const memberEmailAddresses = ['agent@acme.test', 'nobody'];
    const error = await client
      .create({ displayName: 'x', memberEmailAddresses }, `${name} 5`)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(OperationError);
    expect(error).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [
        {
          path: 'input.memberEmailAddresses.1',
          message: 'memberEmailAddresses: "nobody" is not an e-mail address.',
        },
      ],
    });
  });

  it('follows events, and continues after the last one when the connection was lost', async () => {
    const events: SessionEvent[] = [];
    const following = client.follow(await client.cursorOfNow(), (event) => events.push(event), ending.signal);
    // another attempt must not replay the creates of this one
    const key = randomUUID();
    const ids = [(await create('Before', `${key} 1`)).id];
    // events of earlier tests may be relayed after the cursor was read
    const own = () => events.filter(({ sessionId }) => ids.includes(sessionId));
    await expect.poll(() => own().length, soon).toBe(1);
    proxy.goAway();
    const direct = createFetchClient(
      `${app.url}/graphql`,
      await signIn(`${app.url}/graphql`, 'user@acme.test', demoPassword),
    );
    ids.push((await direct.create({ displayName: 'While away', memberEmailAddresses: [] }, `${key} 2`)).id);
    proxy.open();
    ids.push((await create('After', `${key} 3`)).id);
    await expect.poll(() => own().length, soon).toBe(3);
    expect(own().map(({ kind, sessionId }) => [kind, sessionId])).toEqual(ids.map((id) => ['SessionCreated', id]));
    ending.abort();
    await following;
  });

  it('ends with an error that would occur again', async () => {
    const following = client.follow('no cursor', () => undefined, new AbortController().signal);
    await expect(following).rejects.toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'after' }] });
  });

  it(`sends queries by ${queryMethod}`, () => {
    expect(requests.some((line) => /^GET \S*query=query/.test(line))).toBe(queryMethod === 'GET');
  });
});
