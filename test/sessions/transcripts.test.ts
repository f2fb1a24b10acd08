import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  CreateSessionDocument,
  ReadTranscriptDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const clock = new FakeClock('2026-03-01T10:00:00.000Z');
let app: TestApp;
let first: string;
let second: string;
/** When the second session begins. */
let later: string;

async function chat(parentSessionId: string | null, text: string): Promise<string> {
  const { id } = (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat', parentSessionId } }))
    .newSession;
  clock.advance(60_000);
  await dataOf(app.url, SendOneMessageDocument, { input: { id, text } });
  clock.advance(60_000);
  return id;
}

beforeAll(async () => {
  app = await startTestApp({}, { clock });
  first = await chat(null, 'Hello?');
  later = clock.now().toISOString();
  second = await chat(first, 'Are you there?');
});
afterAll(() => app.close());

const said = (lines: readonly { fromName?: string | null; text: string }[]) =>
  lines.filter(({ fromName }) => fromName).map(({ text }) => text);

it('a transcript has the log and the messages of a session, oldest first', async () => {
  const { messages } = (await dataOf(app.url, ReadTranscriptDocument, { id: second, includeHistorical: false }))
    .sessionTranscript;
  expect(messages[0]).toMatchObject({ sessionId: second, fromIdentity: null, text: 'Session created by User Acme' });
  expect(messages.at(-1)).toBeDefined();
  expect(said(messages)).toEqual(['Are you there?']);
  expect(messages.find(({ fromIdentity }) => fromIdentity)?.fromIdentity).toBe(`user:${demoIds.user}`);
  expect(messages.map(({ date }) => date)).toEqual([...messages.map(({ date }) => date)].sort());
});

it('it has those of the sessions before, from a time on', async () => {
  const all = await dataOf(app.url, ReadTranscriptDocument, { id: second, includeHistorical: true });
  expect(said(all.sessionTranscript.messages)).toEqual(['Hello?', 'Are you there?']);
  const cut = { id: second, includeHistorical: true, historicalCutOffDate: later };
  expect(said((await dataOf(app.url, ReadTranscriptDocument, cut)).sessionTranscript.messages)).toEqual([
    'Are you there?',
  ]);
});

it('REST has it with both parameters', async () => {
  const headers = as('user@acme.test');
  const get = async (query: string) => {
    const { text } = await call(app.url, `GET /sessions/${second}/transcript${query}`, { headers });
    return said(JSON.parse(text).messages);
  };
  expect(await get('')).toEqual(['Are you there?']);
  expect(await get('?includeHistorical=true&historicalCutOffDate=2026-03-01')).toEqual(['Hello?', 'Are you there?']);
  expect(await get('?includeHistorical=true&historicalCutOffDate=2026-03-02')).toEqual(['Are you there?']);
});

it('is not there for another tenant, nor for a session that is none', async () => {
  const variables = { id: first, includeHistorical: false };
  const foreign = await send(app.url, ReadTranscriptDocument, variables, as('user@globex.test'));
  expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await call(app.url, 'GET /sessions/nonsense/transcript', { headers: as('user@acme.test') })).status).toBe(
    404,
  );
});
