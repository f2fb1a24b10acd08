import { describe, expect, it, vi } from 'vitest';
import { StreamingExecutor } from '../../src/api/graphql/subscriptions/streaming-executor.ts';
import { countQueries } from '../support/count-queries.ts';
import { hostileQueries } from '../support/hostile-queries.ts';
import { openSocket } from '../support/live-client.ts';
import { exchange } from '../support/raw-request.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ QUERY_MAX_LIST_VALUES: '1000' });
const upgrade = (more = '') =>
  `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n${more}\r\n`;
/** Builds a client frame with a masking key of zeros. */
const frame = (first: number, length: readonly number[], payload = '') =>
  Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), Buffer.from(payload, 'latin1')]);
const closedWith = (code: number) => String.fromCharCode(code >> 8, code & 255);

describe('an invalid frame closes the connection', () => {
  it.each<[what: string, bytes: Buffer, code: number]>([
    ['without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
    ['with a reserved bit', frame(0xf1, [0x82], '{}'), 1002],
    ['with an unknown opcode', frame(0x83, [0x82], '{}'), 1002],
    ['a fragmented ping', frame(0x09, [0x80]), 1002],
    ['a ping over 125 bytes', frame(0x89, [0xfe, 0x01, 0x00], 'x'.repeat(256)), 1002],
    ['a continuation without a start', frame(0x80, [0x82], '{}'), 1002],
    ['with invalid UTF-8', frame(0x81, [0x82], '\xff\xfe'), 1007],
    ['with a length of 2^40 bytes', frame(0x81, [0xff, 0, 0, 1, 0, 0, 0, 0, 0]), 1009],
    ['with a length of 2^63 bytes', frame(0x81, [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0]), 1009],
    ['with a length of 1 MiB', frame(0x81, [0xff, 0, 0, 0, 0, 0, 0x10, 0, 0]), 1009],
    ['an invalid close code', frame(0x88, [0x82], '\x00\x01'), 1002],
  ])('%s', async (_what, bytes, code) => {
    const answer = await exchange(app.url, Buffer.concat([Buffer.from(upgrade()), bytes]));
    expect(answer).toMatch(/^HTTP\/1.1 101 /);
    expect(answer.slice(answer.indexOf('\r\n\r\n'))).toContain(closedWith(code));
  });
});

describe('refuses an invalid handshake', () => {
  const without = (name: string) => upgrade('Connection: close\r\n').replace(new RegExp(`${name}: .*\r\n`), '');
  it.each([
    ['an unsupported version', upgrade().replace('Version: 13', 'Version: 7'), 400],
    ['no key', without('Sec-WebSocket-Key'), 400],
    ['a short key', upgrade().replace('AAAAAAAAAAAAAAAAAAAAAA==', 'AAAA'), 400],
    ['the method POST', upgrade().replace('GET', 'POST'), 405],
    [
      'an invalid compression offer, accepted without compression',
      upgrade('Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n'),
      101,
    ],
  ])('%s', async (what, text, status) => {
    const closing = status === 101 ? Buffer.concat([Buffer.from(text), frame(0x88, [0x80])]) : text;
    const answer = await exchange(app.url, closing);
    expect(answer, what).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/^Sec-WebSocket-Extensions/im);
  });
});

describe('an operation over a limit on a socket', () => {
  it.each(hostileQueries)('%s: refused by limit %s, without a database query', async (_what, limit, query) => {
    const socket = await openSocket(app.url);
    let answer: unknown;
    await vi.waitFor(async () => {
      const queries = await countQueries(async () => {
        socket.subscribe('1', query);
        answer = await socket.next('1');
      });
      expect(queries).toEqual({});
    });
    expect(JSON.stringify(answer)).toContain(`"fieldName":"${limit}"`);
    // other operations on the socket still work
    socket.subscribe('2', '{__typename}');
    expect(await socket.next('2')).toMatchObject({ type: 'next' });
    socket.close();
  });
});

it.each([
  { type: 'connection_ack' },
  { id: '1', type: 'next', payload: { data: {} } },
  { id: '1', type: 'error', payload: [{ message: 'x' }] },
])('closes with 4400 on a server message: $type', async (message) => {
  const socket = await openSocket(app.url);
  socket.send(message);
  expect((await socket.closed).code).toBe(4400);
});

it('reads one message in each turn of the event loop', async () => {
  // without credentials nothing is awaited before an operation is prepared
  const socket = await openSocket(app.url, { params: {} });
  const prepare = vi.spyOn(StreamingExecutor.prototype, 'prepare');
  let mostInOneTurn = 0;
  let timer = setImmediate(function count() {
    mostInOneTurn = Math.max(mostInOneTurn, prepare.mock.calls.length);
    prepare.mockClear();
    timer = setImmediate(count);
  });
  for (let n = 0; n < 200; n += 1) socket.subscribe(`${n}`, '{ nothing }');
  for (let n = 0; n < 200; n += 1) expect((await socket.next(`${n}`)).type).toBe('error');
  clearImmediate(timer);
  expect(mostInOneTurn).toBe(1);
  socket.close();
});

it('answers each of 1,000 concurrent operations', async () => {
  const socket = await openSocket(app.url);
  for (let n = 0; n < 1_000; n += 1) socket.subscribe(`${n}`, '{__typename}');
  for (let n = 0; n < 1_000; n += 1) expect((await socket.next(`${n}`)).type).toMatch(/^(next|error)$/);
  socket.close();
});

expectUnharmed(app);
