import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import {
  BuyPhoneNumberDocument,
  ChangeEndpointDocument,
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

const user = as('manager@acme.test');
const stranger = as('manager@globex.test');
const ownEndpoint = 'e00000000000000000000002';
const mainLine = 'e00000000000000000000011';

const list = async (filter: ListEndpointsQueryVariables['filter'], who = user) =>
  (await dataOf(app.url, ListEndpointsDocument, { filter }, who)).endpoints;
const read = async (id: string, who = user) =>
  (await dataOf(app.url, ReadEndpointDocument, { endpointId: id }, who)).endpoint;
const change = (
  input: { endpointId: string; userIds?: string[]; phoneNumber?: string; displayName?: string },
  who = user,
) => send(app.url, ChangeEndpointDocument, { input }, who);
const createNumber = (number: string, who = user) => send(app.url, BuyPhoneNumberDocument, { input: { number } }, who);
const createTeam = (displayName: string, userIds: string[]) =>
  send(app.url, CreateTeamEndpointDocument, { input: { displayName, userIds } }, user);

describe('an endpoint', () => {
  it('is a team of users of the account', async () => {
    const { data } = await createTeam('Sales', [demoIds.user, demoIds.agent, demoIds.user]);
    const team = data?.newTeamEndpoint;
    expect(team).toMatchObject({ type: 'Team', displayName: 'Sales', userIds: [demoIds.user, demoIds.agent] });
    const changed = await change({ endpointId: team?.id ?? '', userIds: [] });
    expect(changed.data?.patchEndpoint).toEqual({ ...team, userIds: [] });
    expect(await read(team?.id ?? '')).toEqual(changed.data?.patchEndpoint);
    await dataOf(app.url, DeleteEndpointDocument, { endpointId: team?.id ?? '' }, user);
    expect(await read(team?.id ?? '')).toBeNull();
    const lines = app.logged.filter(({ msg, id }) => msg === 'directory.changed' && id === team?.id);
    expect(lines.map(({ kind, change: what }) => [kind, what])).toEqual([
      ['endpoint', 'created'],
      ['endpoint', 'changed'],
      ['endpoint', 'deleted'],
    ]);
  });

  it('is a phone number, stored in E.164 and named by the given number', async () => {
    const { data } = await createNumber('+1 (555) 010-42.00');
    expect(data?.buyPhoneNumber).toMatchObject({
      type: 'PhoneNumber',
      phoneNumber: '+15550104200',
      displayName: '+1 (555) 010-42.00',
    });
  });

  it('is a user, by id or e-mail address, only once per account', async () => {
    const own = await read(ownEndpoint);
    expect(own).toMatchObject({ type: 'User', userId: demoIds.user });
    const again = { input: { userId: demoIds.user } };
    expect(await errorSummary(send(app.url, CreateUserEndpointDocument, again, user))).toEqual([
      'CONFLICT',
      'userId Conflict',
    ]);
    await dataOf(app.url, DeleteEndpointDocument, { endpointId: ownEndpoint }, user);
    const byAddress = { input: { userEmailAddress: 'User@acme.test' } };
    const { newUserEndpoint } = await dataOf(app.url, CreateUserEndpointDocument, byAddress, user);
    expect(newUserEndpoint).toMatchObject({ type: 'User', userId: demoIds.user, displayName: 'User Acme' });
  });

  const support = demoIds.supportTeam;
  const rejections: [string, () => ReturnType<typeof change>, string[]][] = [
    [
      'users for a phone number',
      () => change({ endpointId: mainLine, userIds: [demoIds.user] }),
      ['userIds Predicate'],
    ],
    ['a number for a team', () => change({ endpointId: support, phoneNumber: '+15550109' }), ['phoneNumber Predicate']],
    ['no name', () => change({ endpointId: support, displayName: ' ' }), ['displayName NotEmpty']],
    [
      'users of another account',
      () => change({ endpointId: support, userIds: [demoIds.globexUser] }),
      ['userIds NotFound'],
    ],
    ['an empty number', () => change({ endpointId: mainLine, phoneNumber: '' }), ['phoneNumber NotEmpty']],
    [
      'every validation error at once',
      () => change({ endpointId: support, displayName: 'x'.repeat(257), userIds: ['nobody'], phoneNumber: '12' }),
      ['displayName MaximumLength', 'phoneNumber Predicate', 'phoneNumber RegularExpression', 'userIds NotFound'],
    ],
  ];
  it.each(rejections)('refuses %s', async (_, act, fields) => {
    expect(await errorSummary(act())).toEqual(['BAD_USER_INPUT', ...fields]);
  });

  it('is not created from invalid input', async () => {
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
      ['number RegularExpression'],
    ]);
  });

  it('of another account is unknown to every operation', async () => {
    const id = mainLine;
    expect(await read(id, stranger)).toBeNull();
    expect((await list({ ids: [id] }, stranger)).totalCount).toBe(0);
    expect((await list({ accountIds: [demoIds.acme] }, stranger)).nodes).toEqual([]);
    expect(await errorSummary(change({ endpointId: id, displayName: 'Mine' }, stranger))).toEqual([
      'NOT_FOUND',
      'endpointId NotFound',
    ]);
    expect(await errorSummary(send(app.url, DeleteEndpointDocument, { endpointId: id }, stranger))).toEqual([
      'NOT_FOUND',
      'endpointId NotFound',
    ]);
    const input = { accountId: demoIds.acme, number: '+15550177', displayName: 'x' };
    const create = send(app.url, BuyPhoneNumberDocument, { input }, stranger);
    expect(await errorSummary(create)).toEqual(['NOT_FOUND', 'accountId NotFound']);
    const paths = ['GET /endpoints/', 'PATCH /endpoints/', 'DELETE /endpoints/'];
    const answers = await Promise.all(paths.map((path) => call(app.url, path + id, { headers: stranger })));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it.each(['viewer@acme.test', 'user@acme.test'])('requires a role that %s lacks', async (userName) => {
    const who = as(userName);
    const answers = await Promise.all([
      errorSummary(send(app.url, ReadEndpointDocument, { endpointId: mainLine }, who)),
      errorSummary(send(app.url, ListEndpointsDocument, {}, who)),
      errorSummary(change({ endpointId: mainLine, displayName: 'x' }, who)),
      errorSummary(createNumber('+15550199', who)),
      errorSummary(send(app.url, DeleteEndpointDocument, { endpointId: mainLine }, who)),
    ]);
    expect(answers).toEqual(Array(5).fill(['FORBIDDEN']));
    const overRest = await Promise.all([
      call(app.url, 'GET /endpoints', { headers: who }),
      call(app.url, `GET /endpoints/${mainLine}`, { headers: who }),
    ]);
    expect(overRest.map(({ status }) => status)).toEqual([403, 403]);
  });
});

describe('concurrently', () => {
  it('one of ten requests gets a number; another account can use the same number', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => createNumber('+15550160')));
    const rejected = answers.filter(({ errors }) => errors.length > 0);
    expect(rejected).toHaveLength(9);
    for (const { errors } of rejected) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', errors: [{ fieldName: 'number' }] });
    }
    expect((await createNumber('+15550160', stranger)).errors).toEqual([]);
    expect(await errorSummary(change({ endpointId: mainLine, phoneNumber: '+1 555 0160' }))).toEqual([
      'CONFLICT',
      'phoneNumber Conflict',
    ]);
  });

  it('exactly one of ten requests gets each of 20 numbers, and none blocks all others', async () => {
    for (let n = 10; n < 30; n++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => createNumber(`+155502${n}`)));
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    }
  });

  it('changes of different fields are all applied', async () => {
    const { data } = await createTeam('Team', []);
    const id = data?.newTeamEndpoint?.id ?? '';
    await Promise.all([
      change({ endpointId: id, displayName: 'Named' }),
      change({ endpointId: id, userIds: [demoIds.agent] }),
    ]);
    expect(await read(id)).toMatchObject({ displayName: 'Named', userIds: [demoIds.agent] });
  });
});

it('sessions show the new name of an endpoint immediately, and null after its deletion', async () => {
  const agent = as('agent@acme.test');
  const { newSession } = await dataOf(app.url, CreateSessionDocument, { input: { channel: 'Voice' } }, agent);
  const nameNow = async () =>
    (await dataOf(app.url, ReadSessionDocument, { id: newSession.id }, agent)).session?.endpointName;
  expect(await nameNow()).toBe('Agent Acme');
  await change({ endpointId: newSession.endpointId ?? '', displayName: 'Desk 3' });
  expect(await nameNow()).toBe('Desk 3');
  await dataOf(app.url, DeleteEndpointDocument, { endpointId: newSession.endpointId ?? '' }, user);
  expect(await nameNow()).toBeNull();
});

describe('a list of endpoints', () => {
  const filters: [string, ListEndpointsQueryVariables['filter'], string[]][] = [
    ['types', { types: ['Team'], nameFilter: 'supp' }, ['Support']],
    ['part of a name', { nameFilter: 'LINE' }, ['Main line', 'Support line']],
    ['digits of a number', { phoneNumberFilter: '555 010-1' }, ['Support line']],
    ['customers', { customerIds: [demoIds.northShop] }, []],
    ['ids', { ids: [mainLine] }, ['Main line']],
  ];
  it.each(filters)('filters by %s', async (_, filter, expected) => {
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
      { number: '+15550170', customerId: demoIds.northShop },
      { type: 'PhoneNumber', displayName: '+15550170', customerId: demoIds.northShop, customerName: 'North Shop' },
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
  ])('%s, then GET, PATCH and DELETE /endpoints/{endpointId}', async (line, body, expected) => {
    const admin = as('admin@acme.test');
    await rest('DELETE /endpoints/e00000000000000000000005', undefined, admin);
    const created = await rest(line, body, admin);
    expect(created.status).toBe(200);
    const endpoint = JSON.parse(created.text);
    expect(endpoint).toMatchObject(expected);
    expect(JSON.parse((await rest(`GET /endpoints/${endpoint.id}`, undefined, admin)).text)).toEqual(endpoint);
    const patched = await rest(`PATCH /endpoints/${endpoint.id}`, { displayName: 'New', customerId: '' }, admin);
    const { customerId: _, customerName: __, ...kept } = { ...endpoint, customerBreadcrumb: [] };
    const { dateLastModified, lastModifiedBy, ...shown } = JSON.parse(patched.text);
    expect({ ...kept, displayName: 'New' }).toMatchObject(shown);
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

  it.each<[string, string[]]>([
    ['', ['Main line', 'Support line']],
    ['flowIds=1', []],
    ['flowState=Running', []],
    ['tagIds=1', []],
    ['userMode=SoftPhone', []],
    ['dataFilters=Floor%3D2', []],
    ['sipUserName=desk', []],
    ['flowParametersFilter=%7B%7D', []],
    ['type=SipTrunk', []],
    ['types=Email', []],
    ['types=Email,Team,PhoneNumber', ['Main line', 'Support line']],
    ['type=PhoneNumber&types=Team', []],
    ['type=PhoneNumber&types=Team,PhoneNumber', ['Main line', 'Support line']],
    ['phoneNumberFilter=abc', []],
    [`accountIds=${demoIds.globex}`, []],
    ['flowIds=', []],
    ['flowState=&sipUserName=&colour=red', ['Main line', 'Support line']],
  ])('GET /endpoints?nameFilter=line&%s finds no more than the filter allows', async (query, expected) => {
    const answer = await rest(`GET /endpoints?nameFilter=line&${query}`);
    expect(answer.status).toBe(200);
    const { items, totalCount } = JSON.parse(answer.text);
    expect(items.map(({ displayName }: { displayName: string }) => displayName)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('finds nothing by a type that no endpoint has, in a body of JSON or XML', async () => {
    const asGet = { ...user, 'x-http-method-override': 'GET' };
    const inJson = await rest('POST /json/reply/ListEndpoints', { type: 'Fax' }, asGet);
    expect(JSON.parse(inJson.text)).toMatchObject({ items: [], totalCount: 0 });
    const body =
      '<ListEndpoints xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Endpoints"><Type>Fax</Type></ListEndpoints>';
    const headers = { ...asGet, 'content-type': 'application/xml' };
    const inXml = await call(app.url, 'POST /xml/reply/ListEndpoints', { headers, body });
    expect(inXml.text).toContain('<TotalCount>0</TotalCount>');
  });

  it("buys a number with the vendor's request, in JSON and XML", async () => {
    const inJson = await rest('POST /endpoints/phone-numbers', { number: '+1 555 0180', isVirtualPhoneNumber: true });
    expect(JSON.parse(inJson.text)).toMatchObject({
      accountName: 'Acme',
      customerBreadcrumb: [],
      displayName: '+1 555 0180',
      type: 'PhoneNumber',
      phoneNumber: '+15550180',
    });
    const body =
      '<BuyPhoneNumber xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Endpoints"><Number>+15550181</Number></BuyPhoneNumber>';
    const headers = { ...user, 'content-type': 'application/xml', accept: 'application/xml' };
    const inXml = await call(app.url, 'POST /endpoints/phone-numbers', { headers, body });
    expect(inXml.text).toContain('<PhoneNumber>+15550181</PhoneNumber>');
    const without = await rest('POST /endpoints/phone-numbers', { phoneNumber: '+15550182' });
    expect(responseStatus(without).errors).toMatchObject([{ fieldName: 'Number', errorCode: 'NotEmpty' }]);
  });

  it('finds endpoints by customer, with or without its subtree, and by reference id', async () => {
    const made = { number: '+15550171', customerId: demoIds.northShop };
    const { id } = JSON.parse((await rest('POST /endpoints/phone-numbers', made)).text);
    await rest(`PATCH /endpoints/${id}`, { referenceId: 'CRM-1' });
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

  it('returns 409 with the field for a number in use', async () => {
    const answer = await rest('POST /endpoints/phone-numbers', { number: '+15550100' });
    expect(answer.status).toBe(409);
    expect(responseStatus(answer).errors).toMatchObject([{ fieldName: 'Number' }]);
  });
});
