import { expect, it } from 'vitest';
import type { SessionEventKinds } from '../../src/domain/sessions/pending-event.ts';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  EndOneSessionDocument,
  InviteMembersDocument,
  PatchOneSessionDocument,
  SendOneMessageDocument,
} from '../operations/operations.generated.ts';
import { dataOf } from '../support/graphql-client.ts';
import { eventsOf } from '../support/session-events.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

/** For each event kind a change of a session that publishes it. Does not compile without a new kind. */
const changes = {
  SessionCreated: async () => undefined,
  SessionChanged: (id: string) =>
    dataOf(app.url, PatchOneSessionDocument, { input: { sessionId: id, displayName: 'Desk' } }),
  SessionEnded: (id: string) => dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } }),
  SessionLogAdded: (id: string) =>
    dataOf(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'Noted' } }),
  SessionMessageSent: (id: string) =>
    dataOf(app.url, SendOneMessageDocument, { input: { sessionId: id, body: 'Hello' } }),
  SessionMemberChanged: (id: string) =>
    dataOf(app.url, InviteMembersDocument, { input: { sessionId: id, memberToAdd: 'ann@example.com' } }),
} satisfies Record<SessionEventKinds, (id: string) => Promise<unknown>>;

it.each(Object.entries(changes))('%s is published', async (kind, change) => {
  const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } });
  await change(newSession.id);
  const filter = { sessionIds: [newSession.id], kinds: [kind] };
  expect(await eventsOf(app.url, filter, 1)).toMatchObject([{ kind, __typename: kind }]);
});
