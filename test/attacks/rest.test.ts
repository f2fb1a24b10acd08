import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { exchange, sendRaw } from '../support/raw-request.ts';
import { call } from '../support/rest-client.ts';
import { expectUnharmed } from '../support/unharmed.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ REQUEST_TIMEOUT_SECONDS: '1' });
const user: Record<string, string> = { ...as('user@acme.test'), accept: 'application/json' };
const namespace = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const xml = (members: string, prolog = '') =>
  `${prolog}<NewSession xmlns="${namespace}"><Channel>Chat</Channel>${members}</NewSession>`;
const deep = (open: string, count: number, close: string) => `${open.repeat(count)}${close.repeat(count)}`;
const billion = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');

describe('a malicious body', () => {
  it.each<[what: string, type: string, body: string, status: number]>([
    [
      'an external entity',
      'xml',
      xml('<DisplayName>&x;</DisplayName>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      400,
    ],
    [
      'exponentially growing entities',
      'xml',
      xml('<DisplayName>&a9;</DisplayName>', `<!DOCTYPE x [<!ENTITY a0 "ha">${billion}]>`),
      400,
    ],
    ['a parameter entity', 'xml', xml('', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>'), 400],
    ['a DOCTYPE alone', 'xml', xml('', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), 400],
    ['XML nested 10,000 deep', 'xml', xml(deep('<a>', 10_000, '</a>')), 400],
    ['XML in UTF-7', 'xml', xml('', '<?xml version="1.0" encoding="utf-7"?>'), 400],
    ['XML in UTF-16', 'xml', xml('', '<?xml version="1.0" encoding="utf-16"?>'), 400],
    [
      'an external stylesheet to be fetched',
      'xml',
      xml('<DisplayName>', '<?xml-stylesheet href="http://127.0.0.1:9/"?>'),
      400,
    ],
    ['JSON nested 10,000 deep', 'json', `{"channel":"Chat","x":${deep('[', 10_000, ']')}}`, 400],
    ['JSV nested 10,000 deep', 'jsv', deep('{a:', 10_000, '}'), 400],
    ['JSON with the key __proto__', 'json', '{"__proto__":{"channel":"Fax"},"channel":"x"}', 400],
    ['JSON with the key constructor', 'json', '{"constructor":{"prototype":{"isAdmin":true}},"channel":"x"}', 400],
    ['a duplicate key, the invalid one last', 'json', '{"channel":"Chat","channel":{"$ne":""}}', 400],
    ['a MongoDB operator as an enum value', 'json', '{"channel":{"$gt":""}}', 400],
    ['a MongoDB operator as an id', 'json', '{"channel":"Chat","customerId":{"$ne":null}}', 400],
    ['a list as an id', 'json', '{"channel":"Chat","customerId":["0123456789abcdef01234567"]}', 400],
    ['a null byte', 'json', '{"channel":"Chat","displayName":"a\\u0000b"}', 400],
    ['CR LF and a header in a text', 'json', '{"channel":"Chat","displayName":"a\\r\\nSet-Cookie: ss-id=x"}', 400],
    ['the number 1e999', 'json', '{"channel":1e999}', 400],
    ['101 requests in one batch', 'json', `[${'{},'.repeat(100)}{}]`, 400],
  ])('%s is refused', async (what, type, body, status) => {
    const path = what.includes('in one') ? '/json/reply/NewSession[]' : '/sessions';
    const answer = await call(app.url, `POST ${path}`, {
      headers: { ...user, 'content-type': `application/${type}` },
      body,
    });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).not.toMatch(/root:|ECONNREFUSED/);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each(['gzip', 'deflate', 'br', 'gzip, gzip', 'identity, gzip', 'x'])('%s is refused', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(10_000_000)).toString('latin1');
    const headers = { ...user, 'content-type': 'application/json', 'content-encoding': encoding };
    expect((await sendRaw(app.url, { method: 'POST', target: '/sessions', headers, body: bomb })).status).toBe(415);
  });
});

describe('a malicious query string', () => {
  it.each([
    ['a MongoDB operator in brackets', '/sessions?specificIds[$ne]=x'],
    ['a MongoDB operator after a dot', '/sessions?customerIds.$ne=x'],
    ['JavaScript for MongoDB', '/sessions?$where=sleep(5000)'],
    ['the key __proto__', '/sessions?__proto__[role]=SystemAdministrator&constructor.prototype=x'],
    ['a script as a callback', '/sessions?callback=alert(1)//'],
  ])('%s does not change the result', async (_what, path) => {
    const [attacked, plain] = await Promise.all(
      [path, '/sessions'].map((one) => call(app.url, `GET ${one}`, { headers: user })),
    );
    expect(attacked).toMatchObject({ status: 200, text: plain?.text });
  });

  it.each([
    ['a regex with exponential backtracking', `/customers?nameFilter=${encodeURIComponent('(a+)+$'.repeat(20))}`],
    ['a regex that matches everything', '/customers?nameFilter=.*'],
    ['a null byte', '/customers?nameFilter=a%00b'],
    ['an open bracket', `/endpoints?nameFilter=${encodeURIComponent('[(')}`],
    ['a MongoDB operator as a text', `/users?emailFilter=${encodeURIComponent('{"$gt":""}')}`],
  ])('%s is matched literally and finds nothing', async (_what, path) => {
    const { status, text } = await call(app.url, `GET ${path}`, { headers: as('manager@acme.test') });
    expect(status).toBe(200);
    expect(text).not.toMatch(/"id"/);
  });

  it.each(['countPerPage=1e9', 'countPerPage=-1', 'page=-1', 'countPerPage=NaN', 'page=99999999999999999999'])(
    '%s is refused',
    async (query) => {
      expect((await call(app.url, `GET /sessions?${query}`, { headers: user })).status).toBe(400);
    },
  );

  it('a line end in the query string adds no response header', async () => {
    const { headers } = await call(app.url, 'GET /sessions?callback=a%0d%0aX-Evil:1&jsconfig=%0d%0aX-Evil:1', {
      headers: user,
    });
    expect(headers.get('x-evil')).toBeNull();
  });
});

describe('request smuggling', () => {
  const authorization = `Authorization: ${as('user@acme.test').authorization}`;
  const head = (more: string) =>
    `POST /sessions HTTP/1.1\r\nHost: x\r\n${authorization}\r\nContent-Type: application/json\r\n${more}`;
  const hidden = `POST /sessions HTTP/1.1\r\nHost: x\r\n${authorization}\r\nContent-Length: 2\r\n\r\n{}`;
  it.each([
    ['both length headers', `${head('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n')}0\r\n\r\n${hidden}`],
    ['two Content-Lengths', `${head('Content-Length: 0\r\nContent-Length: 5\r\n\r\n')}${hidden}`],
    ['a list of lengths', `${head('Content-Length: 0, 5\r\n\r\n')}${hidden}`],
    ['a length with a sign', `${head('Content-Length: +2\r\n\r\n')}{}`],
    ['a negative length', `${head('Content-Length: -1\r\n\r\n')}{}`],
    ['a length in hexadecimal', `${head('Content-Length: 0x2\r\n\r\n')}{}`],
    ['chunked and another coding', `${head('Transfer-Encoding: chunked, x\r\n\r\n')}0\r\n\r\n${hidden}`],
    ['an unknown coding', `${head('Transfer-Encoding: xchunked\r\n\r\n')}0\r\n\r\n`],
    ['a space before the colon', `${head('Content-Length : 2\r\n\r\n')}{}`],
    ['a folded header', `${head('X-A: 1\r\n Content-Length: 2\r\n\r\n')}{}`],
    ['a chunk with a bad size', `${head('Transfer-Encoding: chunked\r\n\r\n')}zz\r\n{}\r\n0\r\n\r\n`],
    ['a bare line feed', `POST /sessions HTTP/1.1\nHost: x\nContent-Length: 0\n\n`],
    ['a null byte in a header', `${head('X-A: a\0b\r\n\r\n')}{}`],
    ['no Host header', `GET /sessions HTTP/1.1\r\n\r\n`],
    ['HTTP/3.0', 'GET /sessions HTTP/3.0\r\n\r\n'],
    ['HTTP/2 without an upgrade', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a TLS handshake', Buffer.from('16030100c8010000c40303', 'hex')],
  ])('%s: refused, and the connection is closed', async (_what, bytes) => {
    const answer = await exchange(app.url, bytes);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer.match(/HTTP\/1.1 \d/g)).toHaveLength(1);
    expect(answer).not.toMatch(/^HTTP\/1.1 2/m);
  });
});

expectUnharmed(app);
