import { ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeCustomerDocument,
  type ChangeCustomerMutationVariables,
  CreateCustomerDocument,
  type CreateCustomerMutationVariables,
  CreateSessionDocument,
  CreateUserDocument,
  DeleteCustomerDocument,
  ListCustomersDocument,
  type ListCustomersQueryVariables,
  ReadCustomerDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { errorSummary } from '../support/error-response.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

const user = as('manager@acme.test');
const stranger = as('manager@globex.test');

async function create(input: CreateCustomerMutationVariables['input'], who = user) {
  return (await dataOf(app.url, CreateCustomerDocument, { input }, who)).newCustomer;
}
async function change(input: ChangeCustomerMutationVariables['input'], who = user) {
  return (await dataOf(app.url, ChangeCustomerDocument, { input }, who)).patchCustomer;
}
async function read(id: string, who = user) {
  return (await dataOf(app.url, ReadCustomerDocument, { customerId: id }, who)).customer;
}
async function list(variables: ListCustomersQueryVariables, who = user) {
  return (await dataOf(app.url, ListCustomersDocument, variables, who)).customers;
}
const namesOf = (customer: { breadcrumb: readonly { name?: string | null }[] } | null | undefined) =>
  customer?.breadcrumb.map(({ name }) => name);

describe('a customer', () => {
  it('is created, read, changed and deleted, and each change is logged without values', async () => {
    const parent = await create({ name: ' Parent ' });
    expect(parent).toMatchObject({
      name: 'Parent',
      accountId: demoIds.acme,
      parentCustomerId: null,
      referenceId: null,
    });
    const child = await create({ name: 'Child', parentCustomerId: parent.id, referenceId: 'R-1' });
    expect(namesOf(child)).toEqual(['Parent', 'Child']);
    expect(await read(child.id)).toEqual(child);

    const changed = await change({ customerId: child.id, name: 'Kid', referenceId: '' });
    expect(changed).toMatchObject({ name: 'Kid', referenceId: null, parentCustomerId: parent.id });
    expect(await change({ customerId: child.id })).toEqual(changed);

    await dataOf(app.url, DeleteCustomerDocument, { customerId: child.id }, user);
    expect(await read(child.id)).toBeNull();
    const lines = app.logged.filter(({ msg, id }) => msg === 'directory.changed' && id === child.id);
    expect(lines.map(({ kind, change: what, actor, fields }) => [kind, what, actor, fields])).toEqual([
      ['customer', 'created', demoIds.manager, ['name', 'parentCustomerId', 'referenceId']],
      ['customer', 'changed', demoIds.manager, ['name', 'referenceId']],
      ['customer', 'deleted', demoIds.manager, []],
    ]);
    expect(JSON.stringify(lines)).not.toContain('R-1');
  });

  const malformed: [string, CreateCustomerMutationVariables['input'], string[]][] = [
    ['no name', { name: ' ' }, ['BAD_USER_INPUT', 'name NotEmpty']],
    [
      'every validation error at once',
      { name: 'x'.repeat(257), referenceId: 'a\u0000b', parentCustomerId: 'nobody' },
      ['BAD_USER_INPUT', 'name MaximumLength', 'referenceId RegularExpression', 'parentCustomerId NotFound'],
    ],
    ['an account of other users', { name: 'x', accountId: demoIds.globex }, ['NOT_FOUND', 'accountId NotFound']],
    ['an unknown account', { name: 'x', accountId: 'nope' }, ['NOT_FOUND', 'accountId NotFound']],
  ];
  it.each(malformed)('is refused with %s', async (_, input, expected) => {
    expect(await errorSummary(send(app.url, CreateCustomerDocument, { input }, user))).toEqual(expected);
  });

  it('requires one of the roles SystemAdministrator, Manager and Customer', async () => {
    for (const [who, code] of [
      [as('viewer@acme.test'), 'FORBIDDEN'],
      [as('user@acme.test'), 'FORBIDDEN'],
      [{}, 'UNAUTHENTICATED'],
    ] as const) {
      const input = { customerId: demoIds.northShop, name: 'x' };
      const answers = await Promise.all([
        errorSummary(send(app.url, ReadCustomerDocument, { customerId: demoIds.northShop }, who)),
        errorSummary(send(app.url, ListCustomersDocument, {}, who)),
        errorSummary(send(app.url, CreateCustomerDocument, { input: { name: 'x' } }, who)),
        errorSummary(send(app.url, ChangeCustomerDocument, { input }, who)),
        errorSummary(send(app.url, DeleteCustomerDocument, { customerId: demoIds.northShop }, who)),
      ]);
      expect(answers).toEqual(Array(5).fill([code]));
    }
  });

  it('is managed by the role Customer alone', async () => {
    const { data } = await send(
      app.url,
      CreateUserDocument,
      { input: { emailAddress: 'portal@acme.test', password: 'long enough', roles: ['Customer'] } },
      as('admin@acme.test'),
    );
    expect(data?.newUser?.roles).toEqual(['Customer']);
    const portal = as('portal@acme.test', 'long enough');
    const { id } = await create({ name: 'By a customer' }, portal);
    expect(await read(id, portal)).toMatchObject({ name: 'By a customer', accountName: 'Acme' });
  });

  it('of another account is unknown to every operation', async () => {
    const id = demoIds.northShop;
    expect(await read(id, stranger)).toBeNull();
    expect((await list({ filter: { accountIds: [demoIds.acme] } }, stranger)).nodes).toEqual([]);
    expect((await list({ filter: { ids: [id] } }, stranger)).totalCount).toBe(0);
    const input = { customerId: id, name: 'Mine' };
    expect(await errorSummary(send(app.url, ChangeCustomerDocument, { input }, stranger))).toEqual([
      'NOT_FOUND',
      'customerId NotFound',
    ]);
    expect(await errorSummary(send(app.url, DeleteCustomerDocument, { customerId: id }, stranger))).toEqual([
      'NOT_FOUND',
      'customerId NotFound',
    ]);
    const below = { name: 'x', parentCustomerId: id };
    expect(await errorSummary(send(app.url, CreateCustomerDocument, { input: below }, stranger))).toEqual([
      'BAD_USER_INPUT',
      'parentCustomerId NotFound',
    ]);
    const paths = ['GET /customers/', 'PATCH /customers/', 'DELETE /customers/'];
    const answers = await Promise.all(paths.map((path) => call(app.url, path + id, { headers: stranger })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await read(id)).toMatchObject({ name: 'North Shop' });
  });

  it('shows its new name in sessions immediately, over GraphQL and REST', async () => {
    const customer = await create({ name: 'Before' });
    const input = { channel: 'Voice', customerId: customer.id } as const;
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input });
    await change({ customerId: customer.id, name: 'After' });
    const { session } = await dataOf(app.url, ReadSessionDocument, { id: newSession.id });
    expect(session).toMatchObject({ customerName: 'After', customerBreadcrumb: [{ name: 'After' }] });
    const answer = await call(app.url, 'POST /sessions', {
      ...json(input),
      headers: { ...user, 'content-type': 'application/json' },
    });
    expect(JSON.parse(answer.text)).toMatchObject({ customerName: 'After' });
  });

  it('cannot be deleted while an archived session refers to it', async () => {
    const { id } = await create({ name: 'Old' });
    const input = { channel: 'Voice', customerId: id } as const;
    const { newSession } = await dataOf(app.url, CreateSessionDocument, { input });
    await directly(app.database, async (db) => {
      const session = await db.collection('sessions').findOneAndDelete({ _id: new ObjectId(newSession.id) });
      if (session) await db.collection('archivedSessions').insertOne(session);
    });
    expect(await errorSummary(send(app.url, DeleteCustomerDocument, { customerId: id }, user))).toEqual([
      'CONFLICT',
      'customerId Conflict',
    ]);
  });

  it('cannot be deleted while customers or sessions refer to it', async () => {
    const parent = await create({ name: 'Parent' });
    const child = await create({ name: 'Child', parentCustomerId: parent.id });
    await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice', customerId: child.id } });
    for (const { id } of [parent, child]) {
      expect(await errorSummary(send(app.url, DeleteCustomerDocument, { customerId: id }, user))).toEqual([
        'CONFLICT',
        'customerId Conflict',
      ]);
    }
  });
});

describe('a list of customers', () => {
  it('is paged by name, forward and backward, with each customer once', async () => {
    const names = ['a1', 'a2', 'a2', 'a3', 'b1'];
    const root = await create({ name: 'list' });
    for (const name of names) await create({ name, parentCustomerId: root.id });
    const filter = { parentCustomerIds: [root.id] };
    const forward: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({ filter, first: 2, after });
      forward.push(...page.nodes.map(({ name }) => name));
      expect(page.totalCount).toBe(5);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor ?? null;
    }
    expect(forward).toEqual(names);
    const last = await list({ filter, last: 2 });
    expect(last.nodes.map(({ name }) => name)).toEqual(['a3', 'b1']);
    const before = await list({ filter, last: 10, before: last.pageInfo.startCursor ?? null });
    expect(before.nodes.map(({ name }) => name)).toEqual(['a1', 'a2', 'a2']);
    const newest = await list({ filter, orderBy: { field: 'DateCreated', direction: 'Descend' }, first: 1 });
    expect(newest.nodes.map(({ name }) => name)).toEqual(['b1']);
    const next = await list({
      filter,
      orderBy: { field: 'DateCreated', direction: 'Descend' },
      first: 1,
      after: newest.pageInfo.endCursor ?? null,
    });
    expect(next.nodes.map(({ name }) => name)).toEqual(['a3']);
  });

  const filters: [string, NonNullable<ListCustomersQueryVariables['filter']>, string[]][] = [
    ['part of a name', { nameFilter: 'NORTH' }, ['North Region', 'North Shop']],
    ['a name taken literally', { nameFilter: '.*' }, []],
    ['a subtree', { parentCustomerIds: [demoIds.headOffice] }, ['North Region', 'North Shop']],
    ['children', { parentCustomerIds: [demoIds.headOffice], shallowParent: true }, ['North Region']],
    ['ids', { ids: [demoIds.northShop, 'nope'] }, ['North Shop']],
    ['an account without customers', { accountIds: [demoIds.globex] }, []],
  ];
  it.each(filters)('filters by %s', async (_, filter, expected) => {
    const { nodes } = await list({ filter }, as('admin@acme.test'));
    expect(nodes.map(({ name }) => name)).toEqual(expected);
  });

  it('refuses invalid page arguments', async () => {
    const { pageInfo } = await list({ first: 1 });
    const cases: [ListCustomersQueryVariables, string[]][] = [
      [{ first: -1, after: 'x' }, ['first InclusiveBetween', 'after Cursor']],
      [{ first: 1, last: 1 }, ['last Predicate']],
      [{ after: pageInfo.endCursor ?? null, orderBy: { field: 'DateCreated', direction: 'Ascend' } }, ['after Cursor']],
    ];
    for (const [variables, expected] of cases) {
      const rejected = await errorSummary(send(app.url, ListCustomersDocument, variables, user));
      expect(rejected).toEqual(['BAD_USER_INPUT', ...expected]);
    }
  });
});

describe('over REST', () => {
  const rest = (line: string, body?: object, who = user) =>
    call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...who } } : { headers: who });

  it('a customer is created, listed, read, patched and deleted', async () => {
    const created = await rest('POST /customers', { accountId: demoIds.acme, name: 'REST', referenceId: 'r' });
    expect(created.status).toBe(200);
    const customer = JSON.parse(created.text);
    expect(customer).toMatchObject({ accountId: demoIds.acme, accountName: 'Acme', name: 'REST', referenceId: 'r' });
    expect(customer).not.toHaveProperty('revision');

    const patched = await rest(`PATCH /customers/${customer.id}`, { referenceId: '', parentCustomerId: null });
    expect(JSON.parse(patched.text)).toMatchObject({ name: 'REST' });
    expect(JSON.parse(patched.text)).not.toHaveProperty('referenceId');
    expect(JSON.parse((await rest(`GET /customers/${customer.id}`)).text)).toEqual(JSON.parse(patched.text));

    const listed = await rest(`GET /customers?specificIds=${customer.id}%2C${demoIds.northShop}&sortOrder=Descend`);
    expect(JSON.parse(listed.text)).toMatchObject({
      items: [{ name: 'REST' }, { name: 'North Shop' }],
      totalCount: 2,
      totalPages: 1,
      hasMorePages: false,
    });

    const deleted = await rest(`DELETE /customers/${customer.id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await rest(`GET /customers/${customer.id}`)).status).toBe(404);
  });

  it.each<[string, object]>([
    ['nameFilter=north&countPerPage=1', { items: [{ name: 'North Region' }], totalCount: 2, totalPages: 2 }],
    ['nameFilter=north&countPerPage=1&page=1', { items: [{ name: 'North Shop' }], hasMorePages: false }],
    ['nameFilter=north&all=true&countPerPage=1', { items: [{}, {}], totalPages: 1, hasMorePages: false }],
    [`parentCustomerIds=${demoIds.headOffice}&shallowParent=true`, { items: [{ name: 'North Region' }] }],
    ['nameFilter=north&tagIds=1', { items: [], totalCount: 0, hasMorePages: false }],
    ['nameFilter=north&tagIds=', { items: [], totalCount: 0 }],
    ['accountIds=nope', { items: [], totalCount: 0, hasMorePages: false }],
    ['nameFilter=north&sortField=DateCreated&sortOrder=Ascend', { items: [{}, {}] }],
  ])('GET /customers?%s', async (query, expected) => {
    expect(JSON.parse((await rest(`GET /customers?${query}`)).text)).toMatchObject(expected);
  });

  it('simplifiedPaging counts nothing', async () => {
    const { text } = await rest('GET /customers?nameFilter=north&countPerPage=1&simplifiedPaging=true');
    expect(JSON.parse(text)).toEqual({ items: [expect.anything()], totalCount: 0, totalPages: 0, hasMorePages: true });
  });

  it.each<[string, object | undefined, string[]]>([
    ['POST /customers', {}, ['Name']],
    ['GET /customers?sortField=colour', undefined, ['SortField']],
    ['GET /customers?page=-1&countPerPage=0', undefined, ['Page', 'CountPerPage']],
    [`PATCH /customers/${demoIds.headOffice}`, { parentCustomerId: demoIds.northShop }, ['ParentCustomerId']],
  ])('%s with %j is refused', async (line, body, fields) => {
    const answer = await rest(line, body);
    expect(answer.status).toBe(400);
    const { errors } = responseStatus(answer) as { errors: { fieldName: string }[] };
    expect(errors.map(({ fieldName }) => fieldName)).toEqual(fields);
  });
});
