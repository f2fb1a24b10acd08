import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  ChangeEndpointDocument,
  CreatePhoneNumberEndpointDocument,
  CreateSessionDocument,
  CreateTeamEndpointDocument,
  CreateUserEndpointDocument,
  DeleteEndpointDocument,
  ListEndpointsDocument,
  type ListEndpointsQueryVariables,
  ReadEndpointDocument,
  ReadSessionDocument,
} from '../operations/operations.generated.ts';
import { errorSummary } from '../support/error-response.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();

const user = as('user@acme.test');
const stranger = as('user@globex.test');
const ownEndpoint = 'e00000000000000000000002';
const mainLine = 'e00000000000000000000011';

const list = async (filter: ListEndpointsQueryVariables['filter'], who = user) =>
  (await dataOf(app.url, ListEndpointsDocument, { filter }, who)).endpoints;
const read = async (id: string, who = user) => (await dataOf(app.url, ReadEndpointDocument, { id }, who)).endpoint;
const change = (input: { id: string; userIds?: string[]; phoneNumber?: string; displayName?: string }, who = user) =>
  send(app.url, ChangeEndpointDocument, { input }, who);
const createNumber = (phoneNumber: string, who = user) =>
  send(app.url, CreatePhoneNumberEndpointDocument, { input: { phoneNumber } }, who);
const createTeam = (displayName: string, userIds: string[]) =>
  send(app.url, CreateTeamEndpointDocument, { input: { displayName, userIds } }, user);

describe('an endpoint', () => {
  it('is a team of users of the account', async () => {
    const { data } = await createTeam('Sales', [demoIds.user, demoIds.agent, demoIds.user]);
    const team = data?.newTeamEndpoint;
    expect(team).toMatchObject({ type: 'Team', displayName: 'Sales', userIds: [demoIds.user, demoIds.agent] });
    const changed = await change({ id: team?.id ?? '', userIds: [] });
    expect(changed.data?.patchEndpoint).toEqual({ ...team, userIds: [] });
    expect(await read(team?.id ?? '')).toEqual(changed.data?.patchEndpoint);
    await dataOf(app.url, DeleteEndpointDocument, { id: team?.id ?? '' });
    expect(await read(team?.id ?? '')).toBeNull();
    const lines = app.logged.filter(({ msg, id }) => msg === 'directory.changed' && id === team?.id);
    expect(lines.map(({ kind, change: what }) => [kind, what])).toEqual([
      ['endpoint', 'created'],
      ['endpoint', 'changed'],
      ['endpoint', 'deleted'],
    ]);
  });

  it('is a phone number, kept in E.164 and named by it', async () => {
    const { data } = await createNumber('+1 (555) 010-42.00');
    expect(data?.newPhoneNumberEndpoint).toMatchObject({
      type: 'PhoneNumber',
      phoneNumber: '+15550104200',
      displayName: '+1 (555) 010-42.00',
    });
  });

  it('is a user, by id or e-mail address, once in an account', async () => {
    const own = await read(ownEndpoint);
    expect(own).toMatchObject({ type: 'User', userId: demoIds.user });
    const again = { input: { userId: demoIds.user } };
    expect(await errorSummary(send(app.url, CreateUserEndpointDocument, again, user))).toEqual([
      'CONFLICT',
      'userId Conflict',
    ]);
    await dataOf(app.url, DeleteEndpointDocument, { id: ownEndpoint });
    const byAddress = { input: { userEmailAddress: 'User@acme.test' } };
    const { newUserEndpoint } = await dataOf(app.url, CreateUserEndpointDocument, byAddress);
    expect(newUserEndpoint).toMatchObject({ type: 'User', userId: demoIds.user, displayName: 'User Acme' });
  });

  const support = demoIds.supportTeam;
  const rejections: [string, () => ReturnType<typeof change>, string[]][] = [
    ['users of a phone number', () => change({ id: mainLine, userIds: [demoIds.user] }), ['userIds Predicate']],
    ['a number of a team', () => change({ id: support, phoneNumber: '+15550109' }), ['phoneNumber Predicate']],
    ['no name', () => change({ id: support, displayName: ' ' }), ['displayName NotEmpty']],
    ['users of another account', () => change({ id: support, userIds: [demoIds.globexUser] }), ['userIds NotFound']],
    ['no number at all', () => change({ id: mainLine, phoneNumber: '' }), ['phoneNumber NotEmpty']],
    [
      'every fault at once',
      () => change({ id: support, displayName: 'x'.repeat(257), userIds: ['nobody'], phoneNumber: '12' }),
      ['displayName MaximumLength', 'phoneNumber Predicate', 'phoneNumber RegularExpression', 'userIds NotFound'],
    ],
  ];
  it.each(rejections)('does not have %s', async (_, act, fields) => {
    expect(await errorSummary(act())).toEqual(['BAD_USER_INPUT', ...fields]);
  });

  it('is not made of nothing', async () => {
    const answers = await Promise.all([
      errorSummary(send(app.url, CreateUserEndpointDocument, { input: {} }, user)),
      errorSummary(send(app.url, CreateUserEndpointDocument, { input: { userEmailAddress: 'x@globex.test' } }, user)),
      errorSummary(createTeam('', ['x'])),
      errorSummary(createNumber('911')),
    ]);
    expect(answers.map(([, ...fields]) => fields)).toEqual([
      ['userId NotFound'],
      ['userEmailAddress NotFound'],
      ['displayName NotEmpty', 'userIds NotFound'],
      ['phoneNumber RegularExpression'],
    ]);
  });

  it('of another account is unknown to every operation', async () => {
    const id = mainLine;
    expect(await read(id, stranger)).toBeNull();
    expect((await list({ ids: [id] }, stranger)).totalCount).toBe(0);
    expect((await list({ accountIds: [demoIds.acme] }, stranger)).nodes).toEqual([]);
    expect(await errorSummary(change({ id, displayName: 'Mine' }, stranger))).toEqual(['NOT_FOUND', 'id NotFound']);
    expect(await errorSummary(send(app.url, DeleteEndpointDocument, { id }, stranger))).toEqual([
      'NOT_FOUND',
      'id NotFound',
    ]);
    const input = { accountId: demoIds.acme, phoneNumber: '+15550177', displayName: 'x' };
    const create = send(app.url, CreatePhoneNumberEndpointDocument, { input }, stranger);
    expect(await errorSummary(create)).toEqual(['NOT_FOUND', 'accountId NotFound']);
    const paths = ['GET /endpoints/', 'PATCH /endpoints/', 'DELETE /endpoints/'];
    const answers = await Promise.all(paths.map((path) => call(app.url, path + id, { headers: stranger })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('needs the role User', async () => {
    const viewer = as('viewer@acme.test');
    const answers = await Promise.all([
      errorSummary(send(app.url, ReadEndpointDocument, { id: mainLine }, viewer)),
      errorSummary(send(app.url, ListEndpointsDocument, {}, viewer)),
      errorSummary(change({ id: mainLine, displayName: 'x' }, viewer)),
      errorSummary(createNumber('+15550199', viewer)),
      errorSummary(send(app.url, DeleteEndpointDocument, { id: mainLine }, viewer)),
    ]);
    expect(answers).toEqual(Array(5).fill(['FORBIDDEN']));
  });
});

describe('at the same time', () => {
  it('one of ten gets a number of the account; another account has it too', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => createNumber('+15550160')));
    const rejected = answers.filter(({ errors }) => errors.length > 0);
    expect(rejected).toHaveLength(9);
    for (const { errors } of rejected) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', errors: [{ fieldName: 'phoneNumber' }] });
    }
    expect((await createNumber('+15550160', stranger)).errors).toEqual([]);
    expect(await errorSummary(change({ id: mainLine, phoneNumber: '+1 555 0160' }))).toEqual([
      'CONFLICT',
      'phoneNumber Conflict',
    ]);
  });

  it('one of ten gets each of twenty numbers, and no ten hold each other up', async () => {
    for (let n = 10; n < 30; n++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => createNumber(`+155502${n}`)));
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    }
  });

  it('changes of different fields are all kept', async () => {
    const { data } = await createTeam('Team', []);
    const id = data?.newTeamEndpoint.id ?? '';
    await Promise.all([change({ id, displayName: 'Named' }), change({ id, userIds: [demoIds.agent] })]);
    expect(await read(id)).toMatchObject({ displayName: 'Named', userIds: [demoIds.agent] });
  });
});

it('sessions show the new name at once, and none after the endpoint is deleted', async () => {
  const agent = as('agent@acme.test');
  const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, agent);
  const nameNow = async () =>
    (await dataOf(app.url, ReadSessionDocument, { id: newSession.id }, agent)).session?.endpointName;
  expect(await nameNow()).toBe('Agent Acme');
  await change({ id: newSession.endpointId ?? '', displayName: 'Desk 3' });
  expect(await nameNow()).toBe('Desk 3');
  await dataOf(app.url, DeleteEndpointDocument, { id: newSession.endpointId ?? '' });
  expect(await nameNow()).toBeNull();
});

describe('a list of endpoints', () => {
  const filters: [string, ListEndpointsQueryVariables['filter'], string[]][] = [
    ['kinds', { types: ['Team'], nameFilter: 'supp' }, ['Support']],
    ['part of a name', { nameFilter: 'LINE' }, ['Main line', 'Support line']],
    ['digits of a number', { phoneNumberFilter: '555 010-1' }, ['Support line']],
    ['customers', { customerIds: [demoIds.northShop] }, []],
    ['ids', { ids: [mainLine] }, ['Main line']],
  ];
  it.each(filters)('by %s', async (_, filter, expected) => {
    const { nodes } = await list(filter);
    const demo = nodes.filter(({ id }) => id.startsWith('e0000000'));
    expect(demo.map(({ displayName }) => displayName)).toEqual(expected);
  });
});

describe('over REST', () => {
  const rest = (line: string, body?: object, who = user) =>
    call(app.url, line, body ? { ...json(body), headers: { ...json(body).headers, ...who } } : { headers: who });

  it.each<[string, object, object]>([
    [
      'POST /endpoints/phone-numbers',
      { phoneNumber: '+15550170', displayName: 'R', customerId: demoIds.northShop },
      { type: 'PhoneNumber', customerId: demoIds.northShop },
    ],
    [
      'POST /endpoints/team',
      { accountId: demoIds.acme, displayName: 'T', userIds: [demoIds.user] },
      { type: 'Team', userIds: [demoIds.user] },
    ],
    [
      'POST /endpoints/users',
      { accountId: demoIds.globex, userEmailAddress: 'user@globex.test' },
      { accountId: demoIds.globex },
    ],
  ])('%s, then GET, PATCH and DELETE /endpoints/{id}', async (line, body, expected) => {
    const admin = as('admin@acme.test');
    await rest('DELETE /endpoints/e00000000000000000000005', undefined, admin);
    const created = await rest(line, body, admin);
    expect(created.status).toBe(200);
    const endpoint = JSON.parse(created.text);
    expect(endpoint).toMatchObject(expected);
    expect(JSON.parse((await rest(`GET /endpoints/${endpoint.id}`, undefined, admin)).text)).toEqual(endpoint);
    const patched = await rest(`PATCH /endpoints/${endpoint.id}`, { displayName: 'New', customerId: '' }, admin);
    const { customerId: _, ...rests } = endpoint;
    const { dateLastModified, lastModifiedBy, ...shown } = JSON.parse(patched.text);
    expect({ ...rests, displayName: 'New' }).toMatchObject(shown);
    const deleted = await rest(`DELETE /endpoints/${endpoint.id}`, undefined, admin);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
  });

  it.each<[string, string[]]>([
    ['type=PhoneNumber&phoneNumberFilter=5550101', ['Support line']],
    ['types=Team,PhoneNumber&nameFilter=support&sortField=displayName&sortOrder=Descend', ['Support line', 'Support']],
    [`specificIds=${mainLine}&simplifiedPaging=true`, ['Main line']],
  ])('GET /endpoints?%s', async (query, expected) => {
    const { items } = JSON.parse((await rest(`GET /endpoints?${query}`)).text);
    expect(items.map(({ displayName }: { displayName: string }) => displayName)).toEqual(expected);
  });

  it('finds endpoints by customer, with those below it or without, and by what another system calls them', async () => {
    const made = { phoneNumber: '+15550171', customerId: demoIds.northShop, referenceId: 'CRM-1' };
    const { id } = JSON.parse((await rest('POST /endpoints/phone-numbers', made)).text);
    const found = async (query: string) => {
      const { items } = JSON.parse((await rest(`GET /endpoints?${query}`)).text);
      return items.some((item: { id: string }) => item.id === id);
    };
    expect(await found(`customerIds=${demoIds.northShop}&shallowParent=true`)).toBe(true);
    expect(await found(`customerIds=${demoIds.headOffice}`)).toBe(true);
    expect(await found(`customerIds=${demoIds.headOffice}&shallowParent=true`)).toBe(false);
    expect(await found('customerIds=nonsense')).toBe(false);
    expect(await found('referenceIds=CRM-0,CRM-1')).toBe(true);
    expect(await found('referenceIds=crm-1')).toBe(false);
    const patched = await rest(`PATCH /endpoints/${id}`, { referenceId: '' });
    expect(JSON.parse(patched.text)).not.toHaveProperty('referenceId');
    await rest(`DELETE /endpoints/${id}`);
  });

  it('a taken number is 409 with its field', async () => {
    const answer = await rest('POST /endpoints/phone-numbers', { phoneNumber: '+15550100' });
    expect(answer.status).toBe(409);
    expect(responseStatus(answer).errors).toMatchObject([{ fieldName: 'PhoneNumber' }]);
  });
});
