import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { SessionArchiver } from '../../src/domain/sessions/archiver.ts';
import {
  CreateSessionDocument,
  FindSessionsDocument,
  ReadByExternalIdDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useStore, useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock('2026-03-01T00:00:00Z');
const app = useTestApp({}, { clock });
const store = useStore(app);

const create = (externalId: string, who = 'user@acme.test', idempotencyKey?: string) => {
  const input = { channel: 'Voice', callState: 'Disconnected', externalId } as const;
  return send(app.url, CreateSessionDocument, { input, ...(idempotencyKey && { idempotencyKey }) }, as(who));
};
const lookUp = async (externalId: string, who = 'user@acme.test', accountId?: string) =>
  (await dataOf(app.url, ReadByExternalIdDocument, { externalId, ...(accountId && { accountId }) }, as(who)))
    .sessionByExternalId?.id ?? null;
const conflict = {
  code: 'CONFLICT',
  errors: [{ fieldName: 'externalId', errorCode: 'Conflict', message: expect.any(String) }],
};

describe('the external id of a session', () => {
  it('is unique in its account, and finds the session there', async () => {
    const first = await create(' CRM-1 ');
    expect(first.data?.newSession?.externalId).toBe('CRM-1');
    expect((await create('CRM-1', 'agent@acme.test')).errors[0]?.extensions).toMatchObject(conflict);
    const other = await create('CRM-1', 'user@globex.test');

    expect(await lookUp('CRM-1')).toBe(first.data?.newSession?.id);
    expect(await lookUp('CRM-1', 'user@globex.test')).toBe(other.data?.newSession?.id);
    expect(await lookUp('CRM-1', 'admin@acme.test', demoIds.globex)).toBe(other.data?.newSession?.id);
    expect(await lookUp('CRM-1', 'user@acme.test', demoIds.globex)).toBe(null);
    expect(await lookUp('crm-1')).toBe(null);
    const filter = { externalIds: ['CRM-1', 'CRM-0'] };
    const { sessions } = await dataOf(app.url, FindSessionsDocument, { filter, first: 5 });
    expect(sessions.nodes.map(({ id }) => id)).toEqual([first.data?.newSession?.id]);
  });

  it('is refused once of ten concurrent requests each, and replayed to a retry', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, () => create('CRM-2')));
    expect(many.filter(({ data }) => data?.newSession)).toHaveLength(1);
    const retried = await Promise.all(Array.from({ length: 5 }, () => create('CRM-3', 'user@acme.test', 'retry-3')));
    expect(new Set(retried.map(({ data }) => data?.newSession?.id)).size).toBe(1);
  });

  it('stays taken in the archive', async () => {
    const { data } = await create('CRM-4');
    await expect.poll(() => store().outboxes.findWaiting(1)).toEqual([]);
    clock.advance(16 * 86_400_000);
    await new SessionArchiver({ archive: store().sessionArchive, clock, afterDays: 15 }).run();
    expect(await lookUp('CRM-4')).toBe(data?.newSession?.id);
    expect((await create('CRM-4')).errors[0]?.extensions).toMatchObject(conflict);
  });

  it('is a filter of the list in REST', async () => {
    const { data } = await create('CRM-5');
    const path = 'GET /sessions?externalId=CRM-5';
    const list = async (who: string) => JSON.parse((await call(app.url, path, { headers: as(who) })).text).items;
    expect((await list('user@acme.test')).map(({ id }: { id: string }) => id)).toEqual([data?.newSession?.id]);
    expect(await list('user@globex.test')).toEqual([]);
  });
});
