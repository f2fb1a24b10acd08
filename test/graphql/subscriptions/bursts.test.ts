import { expect, it } from 'vitest';
import { eventDocument } from '../../../src/adapters/mongodb/events/mapping.ts';
import { demoIds } from '../../../src/domain/directory/demo-content.ts';
import { AddOneLogEntryDocument, CreateSessionDocument } from '../../operations/operations.generated.ts';
import { countQueries } from '../../support/count-queries.ts';
import { dataOf } from '../../support/graphql-client.ts';
import { openSocket } from '../../support/live-client.ts';
import { someEvent } from '../../support/some-event.ts';
import { useDatabase, useTestApp } from '../../support/use-test-app.ts';

const app = useTestApp();
const database = useDatabase(app);

const query = 'subscription { sessionEvents { cursor session { id members { identity } log { message } } } }';
const count = 2_000;
const sequenceOf = (cursor: string): number => Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);

it('a prompt subscriber receives 2,000 events that other servers append at once, loaded 20 at a time', async () => {
  const sessions: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } });
    await dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: newSession.id, message: 'Noted' } });
    sessions.push(newSession.id);
  }
  const socket = await openSocket(app.url);
  const events = database().collection('events');
  await expect.poll(() => events.countDocuments()).toBe(20);
  socket.subscribe('1', query);
  await socket.settle();

  const appended = Array.from({ length: count }, (_, index) => {
    const [sequence, sessionId = ''] = [21 + index, sessions[index % 10]];
    return someEvent({ id: `${sessionId}-${sequence}-0`, sequence, sessionId, accountId: demoIds.acme });
  });
  const received: number[] = [];
  const queries = await countQueries(async () => {
    await events.insertMany(appended.map(eventDocument) as never[]);
    while (received.length < count) {
      const { payload } = await socket.next('1');
      expect(payload.data?.sessionEvents, JSON.stringify(payload)).toBeDefined();
      const { cursor, session } = payload.data.sessionEvents;
      expect(session).toMatchObject({ members: [{}], log: [{}, { message: 'Noted' }] });
      received.push(sequenceOf(cursor));
    }
  });
  expect(received).toEqual(appended.map(({ sequence }) => sequence));
  expect(queries.sessions).toBeLessThanOrEqual(150);
  socket.close();
}, 30_000);
