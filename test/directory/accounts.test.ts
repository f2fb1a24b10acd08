import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeAccountDocument,
  CreateAccountDocument,
  CreateCustomerDocument,
  CreateSessionDocument,
  DeleteAccountDocument,
  ListAccountsDocument,
  ReadAccountDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { errorSummary } from '../support/error-response.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

const admin = as('admin@acme.test');
const user = as('user@acme.test');

const create = async (name: string) =>
  (await dataOf(app.url, CreateAccountDocument, { input: { name } }, admin)).newAccount;
const read = async (id: string, who = admin) =>
  (await dataOf(app.url, ReadAccountDocument, { accountId: id }, who)).account;

describe('an account', () => {
  it('is created, renamed and, if it is empty, deleted', async () => {
    const account = await create(' New ');
    expect(account.name).toBe('New');
    const renamed = await dataOf(
      app.url,
      ChangeAccountDocument,
      { input: { accountId: account.id, name: 'Newer' } },
      admin,
    );
    expect(renamed.patchAccount).toEqual({ id: account.id, name: 'Newer' });
    const input = { name: 'x', accountId: account.id };
    const { newCustomer } = await dataOf(app.url, CreateCustomerDocument, { input }, admin);
    const remove = () => send(app.url, DeleteAccountDocument, { accountId: account.id }, admin);
    expect(await errorSummary(remove())).toEqual(['CONFLICT', 'accountId Conflict']);
    await call(app.url, `DELETE /customers/${newCustomer.id}`, { headers: admin });
    expect((await remove()).errors).toEqual([]);
    expect(await read(account.id)).toBeNull();
  });

  it('requires a name', async () => {
    expect(await errorSummary(send(app.url, CreateAccountDocument, { input: { name: '' } }, admin))).toEqual([
      'BAD_USER_INPUT',
      'name NotEmpty',
    ]);
  });

  it('cannot be deleted while it has users, customers, endpoints or sessions', async () => {
    await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } });
    const { errors } = await send(app.url, DeleteAccountDocument, { accountId: demoIds.acme }, admin);
    expect(errors[0]?.message).toBe('The account still has users, customers, endpoints, sessions.');
  });

  it('is changed only by a SystemAdministrator, and visible to its users', async () => {
    const input = { accountId: demoIds.acme, name: 'x' };
    const answers = await Promise.all([
      errorSummary(send(app.url, CreateAccountDocument, { input: { name: 'x' } }, user)),
      errorSummary(send(app.url, ChangeAccountDocument, { input }, user)),
      errorSummary(send(app.url, DeleteAccountDocument, { accountId: demoIds.acme }, user)),
    ]);
    expect(answers).toEqual(Array(3).fill(['FORBIDDEN']));
    expect(await read(demoIds.acme, user)).toEqual({ id: demoIds.acme, name: 'Acme' });
    expect(await read(demoIds.globex, user)).toBeNull();
    expect(await read(demoIds.acme, as('viewer@acme.test'))).toEqual({ id: demoIds.acme, name: 'Acme' });
    const { accounts } = await dataOf(app.url, ListAccountsDocument, {}, as('viewer@acme.test'));
    expect(accounts).toEqual({ nodes: [{ id: demoIds.acme, name: 'Acme' }], totalCount: 1 });
    const isolated = await dataOf(app.url, ListAccountsDocument, { filter: { ids: [demoIds.globex] } }, user);
    expect(isolated.accounts.nodes).toEqual([]);
    const seen = await dataOf(app.url, ListAccountsDocument, { filter: { nameFilter: 'GLOB' } }, admin);
    expect(seen.accounts.nodes).toEqual([{ id: demoIds.globex, name: 'Globex' }]);
  });

  it('shows its new name in sessions immediately', async () => {
    const account = await create('Before');
    const { newSession } = await dataOf(
      app.url,
      CreateSessionDocument,
      { input: { channel: 'Voice' }, accountId: account.id },
      admin,
    );
    expect(newSession.accountName).toBe('Before');
    await dataOf(app.url, ChangeAccountDocument, { input: { accountId: account.id, name: 'After' } }, admin);
    const { session } = await dataOf(app.url, ReadSessionDocument, { id: newSession.id }, admin);
    expect(session?.accountName).toBe('After');
  });
});

it('REST creates, lists, reads, changes and deletes accounts', async () => {
  const rest = (line: string, body?: object, who = admin) =>
    call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...who } } : { headers: who });
  const account = JSON.parse((await rest('POST /accounts', { name: 'REST' })).text);
  expect(account).toMatchObject({ name: 'REST', createdBy: demoIds.admin });
  expect(JSON.parse((await rest(`PATCH /accounts/${account.id}`, { name: 'Rest' })).text).name).toBe('Rest');
  expect(JSON.parse((await rest(`GET /accounts/${account.id}`)).text).name).toBe('Rest');
  expect((await rest(`GET /accounts/${account.id}`, undefined, user)).status).toBe(404);
  const listed = await rest('GET /accounts?nameFilter=rest');
  expect(JSON.parse(listed.text)).toMatchObject({ items: [{ id: account.id }], totalCount: 1, totalPages: 1 });
  expect((await rest('POST /accounts', { name: 'x' }, user)).status).toBe(403);
  const deleted = await rest(`DELETE /accounts/${account.id}`);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
});
