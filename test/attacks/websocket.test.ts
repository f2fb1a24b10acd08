import { describe, expect, it, vi } from 'vitest';
import { countQueries } from '../support/count-queries.ts';
import { hostileQueries } from '../support/hostile-queries.ts';
import { openSocket } from '../support/live-client.ts';
import { exchange } from '../support/raw-request.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ QUERY_MAX_LIST_VALUES: '1000' });
const upgrade = (more = '') =>
  `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n${more}\r\n`;
/** A frame as it stands, with a mask of zeros. */
const frame = (first: number, length: readonly number[], payload = '') =>
  Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), Buffer.from(payload, 'latin1')]);
const closedWith = (code: number) => String.fromCharCode(code >> 8, code & 255);

describe('a frame that is none ends the connection', () => {
  it.each<[what: string, bytes: Buffer, code: number]>([
    ['without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
    ['with a reserved bit', frame(0xf1, [0x82], '{}'), 1002],
    ['of an unknown kind', frame(0x83, [0x82], '{}'), 1002],
    ['a ping in pieces', frame(0x09, [0x80]), 1002],
    ['a ping that is too long', frame(0x89, [0xfe, 0x01, 0x00], 'x'.repeat(256)), 1002],
    ['that goes on with nothing', frame(0x80, [0x82], '{}'), 1002],
    ['that is no UTF-8', frame(0x81, [0x82], '\xff\xfe'), 1007],
    ['that says it has 2^40 bytes', frame(0x81, [0xff, 0, 0, 1, 0, 0, 0, 0, 0]), 1009],
    ['that says it has 2^63 bytes', frame(0x81, [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0]), 1009],
    ['that says it has 1 MiB', frame(0x81, [0xff, 0, 0, 0, 0, 0, 0x10, 0, 0]), 1009],
    ['a code to close by that there is not', frame(0x88, [0x82], '\x00\x01'), 1002],
  ])('%s', async (_what, bytes, code) => {
    const answer = await exchange(app.url, Buffer.concat([Buffer.from(upgrade()), bytes]));
    expect(answer).toMatch(/^HTTP\/1.1 101 /);
    expect(answer.slice(answer.indexOf('\r\n\r\n'))).toContain(closedWith(code));
  });
});

describe('refuses an invalid handshake', () => {
  const without = (name: string) => upgrade('Connection: close\r\n').replace(new RegExp(`${name}: .*\r\n`), '');
  it.each([
    ['another version', upgrade().replace('Version: 13', 'Version: 7'), 400],
    ['no key', without('Sec-WebSocket-Key'), 400],
    ['a short key', upgrade().replace('AAAAAAAAAAAAAAAAAAAAAA==', 'AAAA'), 400],
    ['by POST', upgrade().replace('GET', 'POST'), 405],
    [
      'a compression that nobody asked for',
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

describe('over a limit on a socket', () => {
  it.each(hostileQueries)('%s: refused by %s, without a word with the store', async (_what, limit, query) => {
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
    // and the others on it go on
    socket.subscribe('2', '{__typename}');
    expect(await socket.next('2')).toMatchObject({ type: 'next' });
    socket.close();
  });
});

it.each([
  { type: 'connection_ack' },
  { id: '1', type: 'next', payload: { data: {} } },
  { id: '1', type: 'error', payload: [{ message: 'x' }] },
])('4400 for what only a server says: $type', async (message) => {
  const socket = await openSocket(app.url);
  socket.send(message);
  expect((await socket.closed).code).toBe(4400);
});

it('a thousand operations at once, of which each is answered', async () => {
  const socket = await openSocket(app.url);
  for (let n = 0; n < 1_000; n += 1) socket.subscribe(`${n}`, '{__typename}');
  for (let n = 0; n < 1_000; n += 1) expect((await socket.next(`${n}`)).type).toMatch(/^(next|error)$/);
  socket.close();
});

expectUnharmed(app);
