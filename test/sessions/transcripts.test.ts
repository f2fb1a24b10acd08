import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  EndOneSessionDocument,
  ReadTranscriptDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock('2026-01-10T10:00:00.000Z');
const dayMs = 86_400_000;
const userEndpoint = 'e00000000000000000000002';
let app: TestApp;
let session: string;

async function chat(toAddress: string, body: string, who?: Record<string, string>): Promise<string> {
  const input = { channel: 'Chat', toAddress } as const;
  const { id } = (await dataOf(app.url, CreateSessionDocument, { input }, who)).newSession;
  await dataOf(app.url, SendOneMessageDocument, { input: { sessionId: id, body } }, who);
  return id;
}

const messagesOf = async (variables: object = {}) =>
  (await dataOf(app.url, ReadTranscriptDocument, { sessionId: session, ...variables })).chatTranscript.messages;

const bodiesOf = async (variables: object) => (await messagesOf(variables)).map(({ body }) => body);

/** Messages of seven months to one address, one of them outside of sessions. */
beforeAll(async () => {
  app = await startTestApp({}, { clock });
  await chat('+15550177', 'seven months old');
  clock.advance(60 * dayMs);
  const direct = { endpointId: userEndpoint, toAddress: '+1 (555) 0177', body: 'five months old' };
  await dataOf(app.url, SendOneMessageDocument, { input: direct });
  await chat('+15550178', 'to another party');
  await chat('+15550177', 'from another endpoint', as('agent@acme.test'));
  clock.advance(143 * dayMs);
  await chat('+1 555-0177', 'one week old');
  clock.advance(7 * dayMs);
  session = await chat('+15550177', 'today');
  await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: session, message: 'a note' } });
  clock.advance(60_000);
  await dataOf(app.url, SendOneMessageDocument, { input: { sessionId: session, body: 'and again' } });
  await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: session } });
  clock.advance(dayMs);
  await chat('+15550177', 'tomorrow');
});
afterAll(() => app.close());

it('returns the messages of a session and nothing else, oldest first', async () => {
  expect(await messagesOf()).toEqual([
    { date: '2026-08-08T10:00:00.000Z', from: 'User Acme', body: 'today', mediaUri: null, mediaContentType: null },
    { date: '2026-08-08T10:01:00.000Z', from: 'User Acme', body: 'and again', mediaUri: null, mediaContentType: null },
  ]);
});

it('includes messages of the same endpoint and party, of six months and up to the end of the session', async () => {
  expect(await bodiesOf({ includeHistorical: true })).toEqual([
    'five months old',
    'one week old',
    'today',
    'and again',
  ]);
});

it('includes history from the cut-off date on, but never more than six months', async () => {
  const since = (historicalCutOffDate: string) => bodiesOf({ includeHistorical: true, historicalCutOffDate });
  expect(await since('2025-01-01T00:00:00.000Z')).toEqual(['five months old', 'one week old', 'today', 'and again']);
  expect(await since('2026-08-01T10:00:00.000Z')).toEqual(['one week old', 'today', 'and again']);
  expect(await since('2026-08-01T10:00:00.001Z')).toEqual(['today', 'and again']);
});

it('supports both parameters over REST, in JSON and in XML', async () => {
  const get = async (query: string, accept = 'application/json') =>
    (
      await call(app.url, `GET /sessions/${session}/transcript${query}`, {
        headers: { ...as('user@acme.test'), accept },
      })
    ).text;
  expect(JSON.parse(await get(''))).toEqual({
    messages: [
      { date: '2026-08-08T10:00:00.000Z', from: 'User Acme', body: 'today' },
      { date: '2026-08-08T10:01:00.000Z', from: 'User Acme', body: 'and again' },
    ],
  });
  const bodies = JSON.parse(await get('?includeHistorical=true&historicalCutOffDate=2026-08-01')).messages;
  expect(bodies.map(({ body }: { body: string }) => body)).toEqual(['one week old', 'today', 'and again']);
  expect(await get('', 'application/xml')).toBe(
    '<?xml version="1.0" encoding="utf-8"?><GetChatTranscriptResponse xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><Messages>' +
      '<ChatTranscriptMessage><Body>today</Body><Date>2026-08-08T10:00:00.000Z</Date><From>User Acme</From><MediaContentType i:nil="true" /><MediaUri i:nil="true" /></ChatTranscriptMessage>' +
      '<ChatTranscriptMessage><Body>and again</Body><Date>2026-08-08T10:01:00.000Z</Date><From>User Acme</From><MediaContentType i:nil="true" /><MediaUri i:nil="true" /></ChatTranscriptMessage>' +
      '</Messages></GetChatTranscriptResponse>',
  );
});

it('needs the role User', async () => {
  const viewer = await send(app.url, ReadTranscriptDocument, { sessionId: session }, as('viewer@acme.test'));
  expect(viewer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  const { status } = await call(app.url, `GET /sessions/${session}/transcript`, { headers: as('viewer@acme.test') });
  expect(status).toBe(403);
});

it('returns NOT_FOUND for another tenant and for an unknown session', async () => {
  const foreign = await send(app.url, ReadTranscriptDocument, { sessionId: session }, as('user@globex.test'));
  expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await call(app.url, 'GET /sessions/nonsense/transcript', { headers: as('user@acme.test') })).status).toBe(
    404,
  );
});
