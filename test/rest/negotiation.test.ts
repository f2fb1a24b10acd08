import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

type Shape = 'json' | 'xml' | 'jsv' | 'csv' | 'html' | 'jsonp';
type Headers = Record<string, string>;

/** Content type of each format, and patterns of a session and of an error in it. */
const shapes: Record<Shape, { contentType: string; session: RegExp; refusal: RegExp }> = {
  json: {
    contentType: 'application/json; charset=utf-8',
    session: /^\{"dialState":"None",.*\}$/,
    refusal: /^\{"responseStatus":\{"errorCode":"\w+",.*"errors":\[.*\]\}\}$/,
  },
  xml: {
    contentType: 'application/xml',
    session: /^<\?xml version="1\.0" encoding="utf-8"\?><SessionInfo xmlns:i=.*<\/SessionInfo>$/,
    refusal: /^<\?xml version="1\.0" encoding="utf-8"\?><ErrorResponse xmlns:i=.*<ErrorCode>\w+<.*<\/ErrorResponse>$/s,
  },
  jsv: {
    contentType: 'application/jsv',
    session: /^\{dialState:None,.*\}$/,
    refusal: /^\{responseStatus:\{errorCode:\w+,.*\}\}$/s,
  },
  csv: {
    contentType: 'text/csv',
    session: /^DialState,CallState,.*\r\nNone,Connected,.*\r\n$/,
    refusal: /^ResponseStatus\r\n"\{errorCode:\w+,.*\}"\r\n$/s,
  },
  html: {
    contentType: 'text/html; charset=utf-8',
    session: /^<!doctype html>.*&quot;dialState&quot;: &quot;None&quot;/s,
    refusal: /^<!doctype html>.*&quot;errorCode&quot;: /s,
  },
  jsonp: {
    contentType: 'text/javascript; charset=utf-8',
    session: /^cb\(\{"dialState":"None",.*\}\)$/,
    refusal: /^cb\(\{"responseStatus":\{"errorCode":"\w+",.*\}\}\)$/,
  },
};

const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const bodies = {
  json: '{"channel":"Chat"}',
  xml: `<NewSession xmlns="${ns}"><Channel>Chat</Channel></NewSession>`,
  jsv: '{channel:Chat}',
  csv: 'Channel\r\nChat\r\n',
  form: 'channel=Chat',
  /** Invalid in all formats. */
  broken: '{"channel":',
};

const sends = (contentType: string): Headers => ({ 'content-type': contentType });
const takes = (accept: string, contentType = 'application/json'): Headers => ({ ...sends(contentType), accept });
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
const form = 'application/x-www-form-urlencoded';

type Row = [address: string, headers: Headers, body: keyof typeof bodies, shape: Shape];

const suffixes: Row[] = [
  ['/sessions.json', takes('application/xml'), 'json', 'json'],
  ['/sessions.xml', takes('application/json'), 'json', 'xml'],
  ['/sessions.jsv', takes('*/*'), 'json', 'jsv'],
  ['/sessions.csv', takes('*/*'), 'json', 'csv'],
  ['/sessions.html', takes('application/json'), 'json', 'html'],
  ['/sessions.XML', takes('*/*'), 'json', 'xml'],
  ['/sessions.xml/', takes('*/*'), 'json', 'xml'],
  ['/sessions.xml?format=csv', takes('*/*'), 'json', 'xml'],
  ['/sessions.xml?callback=cb', takes('*/*'), 'json', 'xml'],
  ['/sessions.json', sends('application/xml'), 'xml', 'json'],
];

const queries: Row[] = [
  ['/sessions?format=json', takes('application/xml'), 'json', 'json'],
  ['/sessions?format=xml', takes('application/json'), 'json', 'xml'],
  ['/sessions?format=jsv', takes('*/*'), 'json', 'jsv'],
  ['/sessions?format=csv', takes('*/*'), 'json', 'csv'],
  ['/sessions?format=html', takes('*/*'), 'json', 'html'],
  ['/sessions?format=XML', takes('*/*'), 'json', 'xml'],
  ['/sessions?FORMAT=xml', takes('*/*'), 'json', 'xml'],
  ['/sessions?format=xml.pretty', takes('*/*'), 'json', 'xml'],
  ['/sessions?format=yaml', takes('application/xml'), 'json', 'xml'],
  ['/sessions?format=__proto__', takes('*/*'), 'json', 'json'],
  ['/sessions?callback=cb', takes('application/xml'), 'json', 'jsonp'],
  ['/sessions?Callback=cb', takes('*/*'), 'json', 'jsonp'],
  ['/sessions?callback=cb&format=xml', takes('*/*'), 'json', 'jsonp'],
  ['/sessions?callback=', takes('application/xml'), 'json', 'xml'],
  ['/sessions?callback=alert(1)//', takes('application/xml'), 'json', 'xml'],
];

const accepts: Row[] = [
  ['/sessions', takes('application/json'), 'json', 'json'],
  ['/sessions', takes('application/xml'), 'json', 'xml'],
  ['/sessions', takes('text/xml'), 'json', 'xml'],
  ['/sessions', takes('text/json'), 'json', 'json'],
  ['/sessions', takes('application/jsv'), 'json', 'jsv'],
  ['/sessions', takes('text/jsv'), 'json', 'jsv'],
  ['/sessions', takes('text/csv'), 'json', 'csv'],
  ['/sessions', takes('text/html'), 'json', 'html'],
  ['/sessions', takes('APPLICATION/XML; charset=utf-8'), 'json', 'xml'],
  ['/sessions', takes(browser), 'json', 'html'],
  ['/sessions', takes('text/html, application/json'), 'json', 'html'],
  ['/sessions', takes('application/xml, application/json'), 'json', 'xml'],
  ['/sessions', takes('application/xml;q=0.5, application/json'), 'json', 'json'],
  ['/sessions', takes('application/json;q=0.1, text/csv;q=0.2'), 'json', 'csv'],
  ['/sessions', takes('*/*, application/xml'), 'json', 'xml'],
  ['/sessions', takes('application/*'), 'json', 'json'],
  ['/sessions', takes('application/*, application/json;q=0, text/json;q=0'), 'json', 'xml'],
  ['/sessions', takes('image/png'), 'json', 'json'],
  ['/sessions', takes('application/json;q=0'), 'json', 'json'],
  ['/sessions', takes('application/xml; q=0.1, application/json; q=0.9'), 'json', 'json'],
  ['/sessions', takes('application/json; q=0.1, application/xml; q=0.9'), 'json', 'xml'],
  ['/sessions', takes('application/json;q=0.1,\tapplication/xml ;\tq=0.9'), 'json', 'xml'],
  ['/sessions', takes('application/json; charset=utf-8; q=0.1, text/csv; header=present; q=0.2'), 'json', 'csv'],
  ['/sessions', takes('application/json; x="a, b;q=0.9"; q=0.1, text/csv; q=0.2'), 'json', 'csv'],
  ['/sessions', takes('TEXT/CSV'), 'json', 'csv'],
  ['/sessions', takes('Application/JSON; Q=0.1, Text/XML; Q=0.2'), 'json', 'xml'],
  ['/sessions', takes('application/json; q=0, application/xml; q=0.1'), 'json', 'xml'],
  ['/sessions', takes('application/xml; q=0.000, */*; q=0.1', 'application/xml'), 'xml', 'json'],
  ['/sessions', takes('text/*'), 'json', 'html'],
  ['/sessions', takes('text/*, text/html; q=0'), 'json', 'csv'],
  ['/sessions', takes('text/*; q=0.5, application/*; q=0.4, text/html; q=0'), 'json', 'csv'],
  ['/sessions', takes('*/*; q=0.5, text/csv; q=0.4'), 'json', 'json'],
  ['/sessions', takes('*/*; q=0.8', 'application/xml'), 'xml', 'xml'],
  ['/sessions', takes('*/*; q=0', 'application/xml'), 'xml', 'json'],
  ['/sessions', takes('image/*, application/xml; q=0.1'), 'json', 'xml'],
  ['/sessions', takes(';;,'), 'json', 'json'],
  ['/sessions', takes('application/jsonl, application/xml'), 'json', 'xml'],
];

const contentTypes: Row[] = [
  ['/sessions', takes('*/*', 'application/xml'), 'xml', 'xml'],
  ['/sessions', takes('*/*', 'text/xml; charset=utf-8'), 'xml', 'xml'],
  ['/sessions', takes('*/*', 'text/jsv'), 'jsv', 'jsv'],
  ['/sessions', takes('*/*', 'text/csv'), 'csv', 'csv'],
  ['/sessions', takes('*/*', form), 'form', 'json'],
  ['/sessions', sends('Application/XML'), 'xml', 'xml'],
  ['/sessions', takes('application/json', 'application/xml'), 'xml', 'json'],
  ['/sessions', takes(browser, form), 'form', 'html'],
];

const predefined: Row[] = [
  ['/api/NewSession', takes('application/xml'), 'json', 'json'],
  ['/api/NewSession', takes(browser), 'json', 'json'],
  ['/api/NewSession', takes('*/*', 'application/xml'), 'json', 'json'],
  ['/api/NewSession', takes('*/*', 'text/plain;charset=UTF-8'), 'json', 'json'],
  ['/api/NewSession', takes('*/*', form), 'form', 'json'],
  ['/api/NewSession.xml', takes('application/json'), 'json', 'xml'],
  ['/api/NewSession.csv', takes('*/*'), 'json', 'csv'],
  ['/api/NewSession.html', takes('*/*'), 'json', 'html'],
  ['/api/NewSession?format=jsv', takes('*/*'), 'json', 'jsv'],
  ['/api/NewSession.xml?format=csv', takes('*/*'), 'json', 'csv'],
  ['/api/NewSession?callback=cb', takes('*/*'), 'json', 'jsonp'],
  ['/API/newsession/', takes('*/*'), 'json', 'json'],
  ['/api/New%53ession', takes('*/*'), 'json', 'json'],
  ['/json/reply/NewSession', takes('application/xml', 'application/xml'), 'json', 'json'],
  ['/xml/reply/NewSession', takes('application/json'), 'xml', 'xml'],
  ['/jsv/reply/NewSession', takes('application/json'), 'jsv', 'jsv'],
  ['/csv/reply/NewSession', takes('application/json'), 'csv', 'csv'],
  ['/XML/Reply/newSESSION/', sends('application/xml'), 'xml', 'xml'],
  ['/xml/reply/NewSession?format=json', sends('application/xml'), 'xml', 'json'],
  ['/xml/reply/NewSession', sends(form), 'form', 'xml'],
  ['/json/oneway/NewSession', takes('application/xml'), 'json', 'json'],
  ['/xml/oneway/NewSession', sends('text/xml'), 'xml', 'xml'],
  ['/jsv/oneway/NewSession', sends('text/jsv'), 'jsv', 'jsv'],
  ['/csv/oneway/NewSession', sends('text/csv'), 'csv', 'csv'],
];

describe.each([
  ['suffix', suffixes],
  ['query', queries],
  ['Accept', accepts],
  ['Content-Type', contentTypes],
  ['pre-defined route', predefined],
])('%s', (_, rows) => {
  it.each(rows)('POST %s %j with %s: %s', async (address, headers, body, shape) => {
    const options = { headers: { ...as('user@acme.test'), ...headers }, body: bodies[body] };
    const answer = await call(app.url, `POST ${address}`, options);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, shapes[shape].contentType]);
    expect(answer.statusText).toBe('OK');
    expect(answer.text).toMatch(shapes[shape].session);
    expect(answer.text).toContain('Chat');
    expect(answer.headers.get('vary')).toBe('Accept');
    expect(answer.headers.get('content-disposition')).toBe(
      shape === 'csv' ? 'attachment;filename="NewSession.csv"' : null,
    );
  });
});

const nobody = {};
const viewer = as('viewer@acme.test');
const user = as('user@acme.test');

describe('an error response', () => {
  type Refusal = [who: Headers, line: string, headers: Headers, shape: Shape, status: number, reason: string];
  it.each<Refusal>([
    [nobody, 'POST /sessions', takes('application/json'), 'json', 401, 'Unauthorized'],
    [nobody, 'POST /sessions', takes('application/xml'), 'xml', 401, 'Unauthorized'],
    [nobody, 'POST /sessions', takes(browser), 'html', 401, 'Unauthorized'],
    [nobody, 'POST /api/NewSession', takes('application/xml', 'application/xml'), 'json', 401, 'Unauthorized'],
    [nobody, 'POST /csv/reply/NewSession', takes('*/*'), 'csv', 401, 'Unauthorized'],
    [as('user@acme.test', 'no'), 'POST /sessions.jsv', takes('*/*'), 'jsv', 401, 'Unauthorized'],
    [viewer, 'POST /sessions', takes('*/*'), 'json', 403, 'Invalid Role'],
    [viewer, 'POST /sessions.xml', takes('*/*'), 'xml', 403, 'Invalid Role'],
    [viewer, 'POST /sessions?format=jsv', takes('*/*'), 'jsv', 403, 'Invalid Role'],
    [viewer, 'POST /sessions', takes('text/csv'), 'csv', 403, 'Invalid Role'],
    [viewer, 'POST /sessions.html', takes('*/*'), 'html', 403, 'Invalid Role'],
    [user, 'POST /sessions', takes('application/xml'), 'xml', 400, 'SerializationException'],
    [user, 'POST /sessions.jsv', takes('*/*'), 'jsv', 400, 'SerializationException'],
    [user, 'POST /sessions', takes('*/*', 'application/xml'), 'xml', 400, 'SerializationException'],
    [user, 'POST /xml/reply/NewSession', takes('*/*'), 'xml', 400, 'SerializationException'],
    [user, 'POST /api/NewSession', takes('application/xml', 'application/xml'), 'json', 400, 'SerializationException'],
    [user, 'POST /sessions', takes('application/xml', 'text/plain'), 'xml', 415, 'UnsupportedMediaType'],
    [user, 'POST /api/Nope', takes('application/xml', 'application/xml'), 'json', 405, 'NotImplementedException'],
    [user, 'POST /api/Nope.xml', takes('*/*'), 'xml', 405, 'NotImplementedException'],
    [user, 'POST /csv/reply/Nope', takes('application/xml'), 'csv', 405, 'NotImplementedException'],
    [user, 'PUT /api/NewSession', takes('application/xml', 'text/xml'), 'json', 405, 'NotImplementedException'],
    [user, 'GET /xml/reply/NewSession', takes('application/json'), 'xml', 405, 'NotImplementedException'],
    [user, 'DELETE /api/NewSession[]?format=xml', takes('*/*'), 'xml', 405, 'NotImplementedException'],
    [user, 'POST /sessions?callback=cb', takes('*/*'), 'jsonp', 200, 'OK'],
    [nobody, 'POST /api/NewSession?callback=cb', takes('*/*'), 'jsonp', 200, 'OK'],
    [user, 'POST /api/Nope?callback=cb', takes('*/*', 'application/xml'), 'jsonp', 200, 'OK'],
  ])('%# %j %s %j: %s, %i %s', async (who, line, headers, shape, status, reason) => {
    const body = /^(POST|PUT)/.test(line) ? { body: bodies.broken } : {};
    const answer = await call(app.url, line, { headers: { ...who, ...headers }, ...body });
    expect([answer.status, answer.statusText]).toEqual([status, reason]);
    expect(answer.headers.get('content-type')).toBe(shapes[shape].contentType);
    expect(answer.text).toMatch(shapes[shape].refusal);
    expect(answer.headers.get('vary')).toBe('Accept');
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('escapes input in HTML', async () => {
    const body = '{"channel":"<script>alert(1)</script>"}';
    const answer = await call(app.url, 'POST /sessions.html', { headers: { ...user, ...takes('*/*') }, body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('&lt;script&gt;alert(1)');
    expect(answer.text).not.toContain('<script');
  });
});

describe('an unknown path returns 404 in plain text', () => {
  it.each([
    ...['POST /', 'PUT /sessions', 'POST /session', 'POST /sessions.yaml', 'POST /sessions/.xml'],
    ...['POST /json/NewSession', 'POST /html/reply/NewSession', 'POST /yaml/reply/NewSession', 'POST /api/x/y'],
  ])('%s', async (line) => {
    const answer = await call(app.url, line, { headers: { ...user, accept: 'application/xml' } });
    expect([answer.status, answer.text]).toEqual([404, '404']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  });
});
