import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeAccountDocument,
  ChangeCustomerDocument,
  ChangeEndpointDocument,
  CreateCustomerDocument,
  CreateSessionDocument,
  DeleteCustomerDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { countQueries } from '../support/count-queries.ts';
import { errorSummary } from '../support/error-response.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

/** Milliseconds after which a change by another process must show in this one. */
const promised = 5_000;
const clock = new FakeClock(new Date().toISOString());
let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { clock });
  other = await startTestApp({ MONGODB_URI: app.database.uri }, { clock });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const administrator = as('admin@acme.test');
const manager = as('manager@acme.test');

/** A new session of a new child customer. Both servers have just cached the records that it refers to. */
let parentId: string;
let customerId: string;
let sessionId: string;
let endpointId: string;
beforeEach(async () => {
  const create = async (name: string, parentCustomerId: string | null) =>
    (await dataOf(app.url, CreateCustomerDocument, { input: { name, parentCustomerId } }, manager)).newCustomer.id;
  parentId = await create('Above', null);
  customerId = await create('Below', parentId);
  const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', customerId } });
  ({ id: sessionId } = newSession);
  endpointId = newSession.endpointId ?? '';
  for (const { url } of [app, other]) await pathOn(url);
});

async function pathOn(url: string): Promise<(string | null | undefined)[]> {
  const { session } = await dataOf(url, ReadSessionDocument, { id: sessionId });
  return [session?.accountName, session?.endpointName, ...(session?.customerBreadcrumb.map(({ name }) => name) ?? [])];
}

/** Renames every record that the session shows, through one server. */
async function renameAll(url: string): Promise<string[]> {
  const account = { accountId: demoIds.acme, name: 'Acme again' };
  await dataOf(url, ChangeAccountDocument, { input: account }, administrator);
  await dataOf(url, ChangeEndpointDocument, { input: { endpointId, displayName: 'Desk' } }, manager);
  await dataOf(url, ChangeCustomerDocument, { input: { customerId: parentId, name: 'High above' } }, manager);
  await dataOf(url, ChangeCustomerDocument, { input: { customerId, name: 'Deep below' } }, manager);
  return ['Acme again', 'Desk', 'High above', 'Deep below'];
}

describe('records that a session refers to', () => {
  it('are cached for five seconds', async () => {
    expect(await countQueries(async () => void (await pathOn(app.url)))).toEqual({ sessions: 1 });
    clock.advance(promised);
    const { accounts, customers, endpoints } = await countQueries(async () => void (await pathOn(app.url)));
    expect([accounts, customers, endpoints]).toEqual([1, 1, 1]);
  });

  it('show a change by the same server immediately', async () => {
    const renamed = await renameAll(app.url);
    expect(await pathOn(app.url)).toEqual(renamed);
    await dataOf(app.url, ChangeCustomerDocument, { input: { customerId, parentCustomerId: '' } }, manager);
    expect((await pathOn(app.url)).slice(2)).toEqual(['Deep below']);
  });

  it('show a change by another server within five seconds, even if the clock was set back', async () => {
    const renamed = await renameAll(other.url);
    clock.advance(promised);
    expect(await pathOn(app.url)).toEqual(renamed);
    await dataOf(other.url, ChangeCustomerDocument, { input: { customerId, name: 'Below' } }, manager);
    clock.advance(-60_000);
    expect((await pathOn(app.url)).at(-1)).toBe('Below');
    clock.advance(60_000);
  });

  it('are limited to the accounts of the caller, whatever is cached', async () => {
    const globex = as('user@globex.test');
    const input = { channel: 'Voice', customerId } as const;
    const ofOthers = send(app.url, CreateSessionDocument, { input }, globex);
    expect(await errorSummary(ofOthers)).toEqual(['BAD_USER_INPUT', 'customerId NotFound']);
    const there = send(app.url, CreateSessionDocument, { input, accountId: demoIds.acme }, globex);
    expect(await errorSummary(there)).toEqual(['NOT_FOUND', 'accountId NotFound']);
  });

  it('reflect creation and deletion immediately', async () => {
    const { newCustomer } = await dataOf(app.url, CreateCustomerDocument, { input: { name: 'Passing' } }, manager);
    await dataOf(app.url, DeleteCustomerDocument, { customerId: newCustomer.id }, manager);
    const input = { channel: 'Voice', customerId: newCustomer.id } as const;
    const rejected = await errorSummary(send(app.url, CreateSessionDocument, { input }));
    expect(rejected).toEqual(['BAD_USER_INPUT', 'customerId NotFound']);
    const created = await dataOf(other.url, CreateCustomerDocument, { input: { name: 'Elsewhere' } }, manager);
    const requested = { input: { channel: 'Voice', customerId: created.newCustomer.id } } as const;
    expect((await dataOf(app.url, CreateSessionDocument, requested)).newSession.customerName).toBe('Elsewhere');
  });
});
