import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startArchiveJob } from '../../src/app/jobs/archive-sessions.ts';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { SessionArchiver } from '../../src/domain/sessions/archiver.ts';
import {
  AddOneLogEntryDocument,
  CreateSessionDocument,
  DeleteManySessionsDocument,
  EndOneSessionDocument,
  FindSessionsDocument,
  PatchOneSessionDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { ended, insertSessions, storedSession } from '../support/session-documents.ts';
import { useStore, useTestApp } from '../support/use-test-app.ts';

const dayMs = 86_400_000;
const clock = new FakeClock('2026-03-01T00:00:00Z');
const app = useTestApp({}, { clock });
const store = useStore(app);
let archiver: SessionArchiver;
beforeAll(() => {
  archiver = new SessionArchiver({ archive: store().sessionArchive, clock, afterDays: 15 });
});

const find = async (archived: boolean) =>
  (await dataOf(app.url, FindSessionsDocument, { filter: { archived }, first: 100 })).sessions.nodes.map(
    ({ id }) => id,
  );

describe('the archive', () => {
  it('moves sessions completed before the limit and keeps their idempotency keys', async () => {
    const input = { channel: 'Voice', callState: 'Disconnected', displayName: 'Over' } as const;
    const create = { input, idempotencyKey: 'archived-1' };
    const { newSession } = await dataOf(app.url, CreateSessionDocument, create);
    const open = (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Chat' } })).newSession;
    const children = { channel: 'Voice', callState: 'Disconnected', parentSessionId: newSession.id } as const;
    await dataOf(app.url, CreateSessionDocument, { input: children });
    await expect.poll(() => store().outboxes.findWaiting(1)).toEqual([]);
    clock.advance(15 * dayMs);
    expect(await archiver.run()).toBe(0);
    clock.advance(1);
    expect(await archiver.run()).toBe(2);
    expect(await archiver.run()).toBe(0);

    expect(await find(false)).toEqual([open.id]);
    expect(await find(true)).toContain(newSession.id);
    const read = await dataOf(app.url, ReadSessionDocument, { id: newSession.id });
    expect(read.session).toEqual(newSession);
    const replay = await send(app.url, CreateSessionDocument, create);
    expect(replay.data?.newSession?.id).toBe(newSession.id);
    expect(replay.extensions).toMatchObject({ idempotentReplay: true });
    const changed = { input: { ...input, displayName: 'Else' }, idempotencyKey: 'archived-1' };
    expect((await send(app.url, CreateSessionDocument, changed)).errors[0]?.extensions.code).toBe('CONFLICT');
  });

  it('is searched by REST lists with searchArchive only, and not by GET of one session', async () => {
    const [id] = await find(true);
    const headers = as('user@acme.test');
    expect((await call(app.url, `GET /sessions/${id}`, { headers })).status).toBe(404);
    const one = (query: string) => call(app.url, `GET /sessions?specificIds=${id}${query}`, { headers });
    expect(JSON.parse((await one('')).text).items).toEqual([]);
    const [found] = JSON.parse((await one('&searchArchive=true')).text).items;
    expect(found).toMatchObject({ id, log: [{ message: 'Session created by User Acme' }] });
  });

  it('keeps its sessions unchanged, and says so at once', async () => {
    const archived = storedSession(0, ended(0, 1));
    const id = archived._id.toHexString();
    await directly(app.database, (db) => insertSessions(db, [archived], 'archivedSessions'));
    const refusal = {
      message: 'The session is archived and cannot be changed.',
      extensions: { code: 'CONFLICT', errors: [{ fieldName: 'sessionId', errorCode: 'Archived' }] },
    };
    const patched = await send(app.url, PatchOneSessionDocument, { input: { sessionId: id, outcome: 'Sold' } });
    expect(patched.errors).toMatchObject([refusal]);
    const noted = await send(app.url, AddOneLogEntryDocument, { input: { sessionId: id, message: 'Late' } });
    expect(noted.errors).toMatchObject([refusal]);
    const rest = await call(app.url, `PATCH /sessions/${id}`, {
      headers: { ...as('user@acme.test'), 'content-type': 'application/json' },
      body: '{"consoleData":"x"}',
    });
    expect([rest.status, JSON.parse(rest.text)]).toMatchObject([
      409,
      { responseStatus: { errorCode: 'Conflict', message: 'The session is archived and cannot be changed.' } },
    ]);
    const unchanged = await dataOf(app.url, EndOneSessionDocument, { input: { sessionId: id } });
    expect(unchanged.endSession).toMatchObject({ id, revision: 1, outcome: 'Completed' });
  });

  it('skips a session with unrelayed events', async () => {
    const waiting = storedSession(0, { ...ended(0, 1), outbox: [] });
    await directly(app.database, (db) => insertSessions(db, [waiting]));
    clock.advance(15 * dayMs);
    expect(await archiver.run()).toBe(0);
    await store().outboxes.clear([{ sessionId: waiting._id.toHexString(), revision: 1 }]);
    expect(await archiver.run()).toBe(1);
  });

  it('skips a session that changes during the copy, and archives its new revision later', async () => {
    const moving = storedSession(0, ended(0, 1));
    await directly(app.database, async (db) => {
      // simulates an archiver that stopped after the copy
      await insertSessions(db, [moving], 'archivedSessions');
      await insertSessions(db, [{ ...moving, revision: 2, displayName: 'Changed' }]);
    });
    const id = moving._id.toHexString();
    const before = await dataOf(app.url, ReadSessionDocument, { id });
    expect(before.session?.displayName).toBe('Changed');
    clock.advance(dayMs);
    expect(await archiver.run()).toBe(1);
    const after = await dataOf(app.url, ReadSessionDocument, { id });
    expect(after.session).toMatchObject({ displayName: 'Changed', revision: 2 });
  });

  it('does not restore a session deleted during the copy', async () => {
    const [gone, kept] = [storedSession(100, ended(100, 1)), storedSession(200, ended(200, 1))];
    await directly(app.database, (db) => insertSessions(db, [gone]));
    const input = {
      accountId: demoIds.acme,
      startDateTime: gone.dateCreated.toISOString(),
      endDateTime: kept.dateCreated.toISOString(),
    };
    const { deleteSessions } = await dataOf(app.url, DeleteManySessionsDocument, { input }, as('admin@acme.test'));
    expect(deleteSessions).toBe(1);
    // simulates an archiver that read the sessions before the delete; `kept` is outside of the deleted range
    await directly(app.database, (db) => insertSessions(db, [gone, kept], 'archivedSessions'));
    expect(await archiver.run()).toBe(0);
    const found = await store().sessions.findByIds(
      'all',
      [gone, kept].map(({ _id }) => _id.toHexString()),
    );
    expect(found.map(({ id }) => id)).toEqual([kept._id.toHexString()]);
  });

  it('keeps every session findable while two archivers run concurrently', async () => {
    // one reply holds all of them, because DocumentDB loses the cursor of a find when others write
    const old = Array.from({ length: 100 }, (_, n) => storedSession(n, ended(n, 1)));
    const ids = await directly(app.database, (db) => insertSessions(db, old));
    clock.advance(40 * dayMs);
    let isDone = false;
    const watch = async () => {
      let rounds = 0;
      for (; !isDone; rounds += 1) {
        const found = await store().sessions.findByIds('all', ids);
        expect(found).toHaveLength(ids.length);
        expect(new Set(found.map((session) => session.id)).size).toBe(ids.length);
      }
      return rounds;
    };
    const watching = watch();
    const archived = await Promise.all([archiver.run(), archiver.run()]);
    isDone = true;
    expect(await watching).toBeGreaterThan(0);
    expect(archived[0] + archived[1]).toBe(ids.length);
    await directly(app.database, async (db) => {
      expect(await db.collection('sessions').countDocuments({ ended: true })).toBe(0);
    });
  });
});

describe('the archive job', () => {
  it('runs at the start and every hour, also after errors, until it is stopped', async () => {
    vi.useFakeTimers();
    try {
      const archiveCompletedBefore = vi.fn(async () => 0).mockRejectedValueOnce(new Error('away'));
      const archive = new SessionArchiver({ archive: { archiveCompletedBefore }, clock, afterDays: 1 });
      const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
      const stop = startArchiveJob(archive, log);
      await vi.advanceTimersByTimeAsync(0);
      expect(log.error).toHaveBeenCalledWith({ err: new Error('away') }, 'archive.failed');
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(archiveCompletedBefore).toHaveBeenCalledTimes(2);
      await stop();
      await vi.advanceTimersByTimeAsync(7_200_000);
      expect(archiveCompletedBefore).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
