import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';

function send(line: string, headers: Record<string, string>, body: string) {
  return call(app.url, line, { headers: { ...as('user@acme.test'), ...headers }, body });
}

describe('a body of another format than its content type', () => {
  const types = {
    form: 'application/x-www-form-urlencoded',
    multipart: 'multipart/form-data; boundary=x',
  };
  it.each<[line: string, type: keyof typeof types, body: string, expected: string]>([
    ['POST /sessions', 'form', '{"channel":"Chat"}', 'Content-Type: application/json'],
    ['POST /sessions', 'form', ' \r\n{"channel":"Chat"}', 'Content-Type: application/json'],
    ['POST /sessions', 'form', '\uFEFF{"displayName":"a=b&channel=Chat"}', 'Content-Type: application/json'],
    ['POST /sessions', 'form', '%7B%22channel%22%3A%22Chat%22%7D=', 'Content-Type: application/json'],
    ['POST /sessions', 'form', '[{"channel":"Chat"}]', 'Content-Type: application/json'],
    ['POST /sessions[]', 'form', '[{"channel":"Chat"}]', 'Content-Type: application/json'],
    ['POST /sessions', 'form', `<NewSession xmlns="${ns}"/>`, 'Content-Type: application/xml'],
    ['POST /sessions', 'form', `<?xml version="1.0"?><NewSession/>`, 'Content-Type: application/xml'],
    ['POST /sessions', 'multipart', '{"channel":"Chat"}', 'Content-Type: application/json'],
    ['POST /api/NewSession', 'form', '{"channel":"Chat"}', 'Content-Type: application/json'],
    ['POST /xml/reply/NewSession', 'form', '<NewSession/>', 'Content-Type: application/xml'],
    ['POST /sessions/000000000000000000000001/hold', 'form', '{"holdReason":"Transferring"}', 'application/json'],
  ])('%s with %s %j returns 415 with the content type to send', async (line, type, body, expected) => {
    const answer = await send(line, { 'content-type': types[type] }, body);
    expect([answer.status, answer.statusText]).toEqual([415, 'UnsupportedMediaType']);
    expect(answer.text).toContain(expected);
  });

  it.each(['text/plain', 'application/octet-stream', 'application/javascript', 'text/html'])(
    'of the type %s returns 415 with the content types to send',
    async (type) => {
      const answer = await send('POST /sessions', { 'content-type': type }, '{"channel":"Chat"}');
      expect(answer.status).toBe(415);
      expect(answer.text).toContain('use one of application/json, application/xml, application/jsv, text/csv');
    },
  );

  it.each<[what: string, line: string, type: string, body: string, message: string]>([
    ['JSON as CSV', 'POST /sessions', 'text/csv', '{"channel":"Chat"}', 'has no member of NewSession'],
    ['semicolons', 'POST /sessions', 'text/csv', 'Channel;DisplayName\r\nChat;x', 'separated by commas'],
    ['a batch with tabs', 'POST /sessions[]', 'text/csv', 'Channel\tDisplayName\r\nChat\tx', 'separated by commas'],
    ['a header only', 'POST /csv/reply/NewSession', 'text/csv', 'Channel\r\n', 'no row'],
    [
      'a nil root',
      'POST /sessions',
      'application/xml',
      `<NewSession xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true" xmlns="${ns}"/>`,
      'is nil',
    ],
  ])('%s returns 400', async (_, line, type, body, message) => {
    const answer = await send(line, { 'content-type': type, accept: 'application/json' }, body);
    expect([answer.status, answer.statusText]).toEqual([400, 'SerializationException']);
    expect(answer.text).toContain(message);
  });

  it('keeps the digits of a number for a text', async () => {
    const body = '{"displayName":1.10,"fromName":15550123000000001234}';
    const answer = await send('POST /sessions', { 'content-type': 'application/json' }, body);
    expect(JSON.parse(answer.text)).toMatchObject({ displayName: '1.10', fromName: '15550123000000001234' });
  });
});
