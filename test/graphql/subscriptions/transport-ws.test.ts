import { afterAll, beforeAll, expect, it } from 'vitest';
import { as } from '../../support/graphql-client.ts';
import { openSocket, TestSocket } from '../../support/live-client.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let silent: TestSocket;
beforeAll(async () => {
  app = await startTestApp();
  // its time runs while the others are checked
  silent = await open({ params: null });
});
afterAll(() => app.close());

const open = (options: Parameters<typeof openSocket>[1] = {}) => openSocket(app.url, options);
const typename = '{ __typename }';
const answer = { data: { __typename: 'Query' } };
const isAlive = async (socket: TestSocket): Promise<boolean> => {
  socket.send({ type: 'ping', payload: { still: 'there' } });
  const { type, payload } = await socket.next();
  socket.close();
  return type === 'pong' && payload.still === 'there';
};

const checks: [string, () => Promise<void>][] = [
  [
    'the sub-protocol is graphql-transport-ws',
    async () => {
      const { socket } = await open();
      expect(socket.protocol).toBe('graphql-transport-ws');
      socket.close();
    },
  ],
  [
    '4406 for another sub-protocol',
    async () => {
      const socket = new TestSocket(app.url, { protocol: 'graphql-ws' });
      socket.socket.on('error', () => undefined);
      const { code } = await socket.closed;
      // a client that was offered nothing it asked for gives up by itself
      expect([4406, 1006]).toContain(code);
    },
  ],
  ['4406 for none', async () => expect((await (await open({ protocol: '', params: null })).closed).code).toBe(4406)],
  [
    'connection_init is acknowledged',
    async () => {
      const socket = await open({ params: null });
      socket.send({ type: 'connection_init' });
      expect(await socket.next()).toEqual({ type: 'connection_ack', payload: { requestId: expect.any(String) } });
      socket.close();
    },
  ],
  [
    '4429 for a second connection_init',
    async () => {
      const socket = await open();
      socket.send({ type: 'connection_init' });
      expect((await socket.closed).code).toBe(4429);
    },
  ],
  [
    '4401 for an operation before the acknowledgement',
    async () => {
      const socket = await open({ params: null });
      socket.subscribe('1', typename);
      expect((await socket.closed).code).toBe(4401);
    },
  ],
  [
    '4403 for wrong credentials',
    async () => {
      const socket = await open({ params: null });
      socket.send({ type: 'connection_init', payload: as('user@acme.test', 'wrong') });
      expect(await socket.closed).toEqual({ code: 4403, reason: 'Invalid Username or Password' });
    },
  ],
  ...(
    [
      ['what is no JSON', '{'],
      ['an unknown type', { type: 'hello' }],
      ['an operation without an id', { type: 'subscribe', payload: { query: typename } }],
      ['an operation without a query', { id: '1', type: 'subscribe', payload: {} }],
    ] as const
  ).map(([what, message]): [string, () => Promise<void>] => [
    `4400 for ${what}`,
    async () => {
      const socket = await open();
      socket.send(message);
      expect((await socket.closed).code).toBe(4400);
    },
  ]),
  [
    '4409 for an id that is in use',
    async () => {
      const socket = await open();
      socket.watch('1');
      socket.watch('1');
      expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
    },
  ],
  [
    'ping is answered by pong with its payload; pong by nothing',
    async () => {
      const socket = await open();
      socket.send({ type: 'pong' });
      expect(await isAlive(socket)).toBe(true);
    },
  ],
  [
    'a query has one next and complete; its id can be used again',
    async () => {
      const socket = await open();
      for (let round = 0; round < 2; round += 1) {
        socket.subscribe('1', typename);
        expect(await socket.next()).toEqual({
          id: '1',
          type: 'next',
          payload: { ...answer, extensions: expect.anything() },
        });
        expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
      }
      socket.close();
    },
  ],
  [
    'operations go on beside each other, and complete ends one from outside',
    async () => {
      const socket = await open();
      socket.watch('1');
      socket.watch('2');
      socket.send({ id: '1', type: 'complete' });
      socket.subscribe('3', typename);
      expect(await socket.next('3')).toMatchObject({ type: 'next', payload: answer });
      socket.send({ id: '2', type: 'complete' });
      expect(await socket.settle()).toEqual([{ id: '3', type: 'complete' }]);
      socket.close();
    },
  ],
  [
    'an invalid operation is an error of its own, and the socket stays open',
    async () => {
      const socket = await open();
      socket.subscribe('1', '{ nothing }');
      const { type, id, payload } = await socket.next();
      expect([type, id]).toEqual(['error', '1']);
      expect(payload).toMatchObject([{ locations: [{ line: 1 }], extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
      expect(await isAlive(socket)).toBe(true);
    },
  ],
  [
    'so is a syntax error',
    async () => {
      const socket = await open();
      socket.watch('1');
      socket.subscribe('2', 'subscription {');
      expect(await socket.next()).toMatchObject({
        id: '2',
        type: 'error',
        payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
      });
      expect(await isAlive(socket)).toBe(true);
    },
  ],
  ['4408 for a client that says nothing', async () => expect((await silent.closed).code).toBe(4408)],
];

it('there are 18 checks of graphql-transport-ws', () => expect(checks).toHaveLength(18));
it.each(checks)('%s', (_name, check) => check());
