import { ObjectId } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  AddOneConferenceMemberDocument,
  CreateSessionDocument,
  PatchOneSessionDocument,
  ReadActiveCallsDocument,
} from '../operations/operations.generated.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call } from '../support/rest-client.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const clock = new FakeClock();
const app = useTestApp({}, { clock });
const database = useDatabase(app);
const admin = as('admin@acme.test');
const created = clock.now().toISOString();

const create = async (input: object, who = as('user@acme.test')) =>
  (await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', ...input } }, who)).newSession.id;
const get = (path: string, headers: Record<string, string> = admin) => call(app.url, `GET ${path}`, { headers });
const calls = async (path: string, headers = admin) => JSON.parse((await get(path, headers)).text).calls;

let memberSid: string | null;
beforeAll(async () => {
  await create({ channel: 'Chat' });
  await create({ callState: 'Disconnected' });
  await create({ destination: '+15550199' }, as('user@globex.test'));
  const sessionId = await create({ fromName: 'Ann', fromPhoneNumber: '+1 555 0100', destination: '200' });
  await dataOf(app.url, PatchOneSessionDocument, { input: { sessionId, callSid: 'CA1' } });
  const input = { sessionId, callSid: 'CA1', destination: '+15550102', fromNumber: '+15550101' };
  const { addConferenceMember } = await dataOf(app.url, AddOneConferenceMemberDocument, { input });
  memberSid = addConferenceMember.mostRecentParticipantCallSid;
  clock.advance(42_500);
});

describe('GET /calls/active', () => {
  it('returns a CallInfo for each call of an active Voice session, in the words of the carrier', async () => {
    expect(await calls(`/calls/active?accountId=${demoIds.acme}`)).toEqual([
      {
        accountSid: demoIds.acme,
        callerName: 'Ann',
        dateCreated: created,
        dateUpdated: created,
        direction: 'outbound-api',
        duration: 42,
        from: '+1 555 0100',
        fromFormatted: '+15550100',
        price: 0,
        sid: 'CA1',
        startTime: created,
        status: 'in-progress',
        to: '200',
        toFormatted: '200',
      },
      {
        accountSid: demoIds.acme,
        dateUpdated: created,
        direction: 'outbound-dial',
        duration: 0,
        from: '+15550101',
        fromFormatted: '+15550101',
        parentCallSid: 'CA1',
        price: 0,
        sid: memberSid,
        status: 'ringing',
        to: '+15550102',
        toFormatted: '+15550102',
      },
    ]);
  });

  it('returns the calls of all accounts of the caller, or of one', async () => {
    expect(await calls('/calls/active')).toHaveLength(3);
    expect(await calls('/json/reply/GetActiveCalls')).toHaveLength(3);
    expect(await calls(`/calls/active?accountId=${demoIds.globex}`)).toMatchObject([{ to: '+15550199' }]);
    expect(await calls('/calls/active?accountId=nonsense')).toEqual([]);
  });

  it('returns the calls in XML', async () => {
    const { text } = await get(`/calls/active.xml?accountId=${demoIds.globex}`);
    expect(text).toMatch(/^<\?xml[^>]*><GetActiveCallsResponse [^>]*><Calls><CallInfo>/);
    expect(text).toContain('<Status>in-progress</Status>');
    expect(text).toContain('<To>+15550199</To>');
  });

  it('requires the role Manager, SystemAdministrator or CallCenterDashboard', async () => {
    expect((await get('/calls/active', {})).status).toBe(401);
    expect((await get('/calls/active', as('user@acme.test'))).status).toBe(403);
    const { errors } = await send(app.url, ReadActiveCallsDocument, {}, as('user@acme.test'));
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    const users = database().collection('users');
    for (const role of ['Manager', 'CallCenterDashboard']) {
      await users.updateOne({ _id: new ObjectId(demoIds.globexUser) }, { $set: { roles: [role] } });
      clock.advance(60_000);
      expect(await calls('/calls/active', as('user@globex.test'))).toMatchObject([{ to: '+15550199' }]);
      expect(await calls(`/calls/active?accountId=${demoIds.acme}`, as('user@globex.test'))).toEqual([]);
    }
  });
});

it('activeCalls returns the same in GraphQL', async () => {
  const { activeCalls } = await dataOf(app.url, ReadActiveCallsDocument, { accountId: demoIds.acme }, admin);
  expect(activeCalls).toMatchObject([
    { sid: 'CA1', status: 'in-progress', direction: 'outbound-api', price: 0, uri: null },
    { sid: memberSid, status: 'ringing', direction: 'outbound-dial', parentCallSid: 'CA1' },
  ]);
});
