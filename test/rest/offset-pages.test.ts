import { beforeAll, describe, expect, it, vi } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
const user = as('manager@acme.test');

let webhookId: string;
beforeAll(async () => {
  const post = async (path: string, request: object) => {
    const sent = json(request);
    const headers = { ...sent.headers, ...user, accept: 'application/json' };
    return JSON.parse((await call(app.url, `POST ${path}`, { body: sent.body, headers })).text);
  };
  const numbers = ['1', '2', '3', '4', '5'];
  for (const number of numbers) await post('/customers', { name: `Page ${number}` });
  for (const number of numbers) await post('/endpoints/team', { displayName: `Page ${number}` });
  for (const number of numbers)
    webhookId = (await post('/webhooks', { url: `http://127.0.0.1:9/${number}` })).webhook.id;
  for (const number of numbers) await post('/sessions', { channel: 'Chat', displayName: number });
  await vi.waitFor(async () => expect((await read(`/webhooks/${webhookId}/deliveries`)).totalCount).toBe(5), 10_000);
});

async function get(address: string) {
  const path = address.replace('WEBHOOK', webhookId);
  return call(app.url, `GET ${path}`, { headers: { ...user, accept: 'application/json' } });
}
const read = async (address: string) => JSON.parse((await get(address)).text);
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

/** All lists with page numbers, each with five items. */
const lists: [address: string][] = [
  ['/sessions?'],
  ['/customers?nameFilter=page&'],
  ['/endpoints?nameFilter=page&'],
  ['/webhooks?'],
  ['/webhooks/WEBHOOK/deliveries?'],
];

describe.each(lists)('%s', (address) => {
  it('returns pages of countPerPage items, with totals', async () => {
    const all = idsOf(await read(address));
    expect(all).toHaveLength(5);
    const [first, second, third, fourth] = await Promise.all(
      [0, 1, 2, 3].map((page) => read(`${address}page=${page}&countPerPage=2`)),
    );
    expect([first, second, third, fourth].map(idsOf)).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4), []]);
    expect(first).toMatchObject({ totalCount: 5, totalPages: 3, hasMorePages: true });
    expect(second).toMatchObject({ totalCount: 5, totalPages: 3, hasMorePages: true });
    expect(third).toMatchObject({ totalCount: 5, totalPages: 3, hasMorePages: false });
    expect(fourth).toMatchObject({ totalCount: 5, totalPages: 3, hasMorePages: false });
  });

  it('has no more pages after a full last page', async () => {
    expect(await read(`${address}countPerPage=5`)).toMatchObject({ totalCount: 5, totalPages: 1, hasMorePages: false });
  });

  it('counts nothing with simplifiedPaging', async () => {
    const { items, ...rest } = await read(`${address}simplifiedPaging=true&countPerPage=4`);
    expect(items).toHaveLength(4);
    expect(rest).toEqual({ totalCount: 0, totalPages: 0, hasMorePages: true });
  });

  it('returns all items with all=true, whatever the page', async () => {
    const all = idsOf(await read(address));
    const { items, ...rest } = await read(`${address}all=true&page=200&countPerPage=1000`);
    expect(idsOf({ items })).toEqual(all);
    expect(rest).toEqual({ totalCount: 5, totalPages: 1, hasMorePages: false });
    const simple = await read(`${address}all=true&countPerPage=1&simplifiedPaging=true`);
    expect(simple).toEqual({ items: expect.any(Array), totalCount: 0, totalPages: 0, hasMorePages: false });
    expect(simple.items).toHaveLength(5);
  });
});

describe.each([...lists, ['/users?'], ['/accounts?']])('%s', (address) => {
  it('accepts 1,000 items per page and pages up to item 100,000', async () => {
    expect((await get(`${address}countPerPage=1000&page=99`)).status).toBe(200);
    expect((await get(`${address}countPerPage=1&page=99999`)).status).toBe(200);
  });

  const rejected: [query: string, errors: [field: string, code: string, message: string][]][] = [
    ['page=-1', [['Page', 'GreaterThanOrEqual', 'page must be 0 or more.']]],
    ['countPerPage=0', [['CountPerPage', 'InclusiveBetween', 'countPerPage must be between 1 and 1000.']]],
    ['countPerPage=-1', [['CountPerPage', 'InclusiveBetween', 'countPerPage must be between 1 and 1000.']]],
    ['countPerPage=1001', [['CountPerPage', 'InclusiveBetween', 'countPerPage must be between 1 and 1000.']]],
    ['countPerPage=1001&all=true', [['CountPerPage', 'InclusiveBetween', 'countPerPage must be between 1 and 1000.']]],
    [
      'countPerPage=1000&page=100',
      [['Page', 'LessThanOrEqual', 'Paging ends at item 100000. Set all, or filter the list.']],
    ],
    [
      'countPerPage=1&page=100000',
      [['Page', 'LessThanOrEqual', 'Paging ends at item 100000. Set all, or filter the list.']],
    ],
    [
      'page=-1&countPerPage=0',
      [
        ['Page', 'GreaterThanOrEqual', 'page must be 0 or more.'],
        ['CountPerPage', 'InclusiveBetween', 'countPerPage must be between 1 and 1000.'],
      ],
    ],
  ];
  it.each(rejected)('rejects %s', async (query, errors) => {
    const answer = await get(`${address}${query}`);
    expect(answer.status).toBe(400);
    expect(responseStatus(answer).errors).toEqual(
      errors.map(([fieldName, errorCode, message]) => ({ errorCode, fieldName, message })),
    );
  });
});

const sorted: [address: string, fields: string][] = [
  [
    '/sessions?',
    'id, dateCreated, dateLastModified, createdBy, lastModifiedBy, dialState, callState, queueState, accountId, customerId, endpointId, dateCompleted, destination, toAddress, fromAddress, fromName, answeredByName, queueMemberId, channel, ended, outcome, callSid, consoleData, holdQueueName, heldByUserId, holdReason, conferenceSid, displayName, callbackNumber, answeredById, direction, fromPhoneNumber, mostRecentParticipantCallSid, wasMissed, ringQueueId',
  ],
  [
    '/customers?',
    'name, dateCreated, dateLastModified, id, createdBy, lastModifiedBy, accountId, parentCustomerId, referenceId',
  ],
  [
    '/endpoints?',
    'displayName, dateCreated, dateLastModified, id, createdBy, lastModifiedBy, accountId, type, customerId, referenceId, userId, phoneNumber',
  ],
  ['/users?', 'emailAddress, dateCreated, dateLastModified, id, firstName, lastName, avatarUrl'],
  ['/accounts?', 'name, dateCreated, dateLastModified, id, createdBy, lastModifiedBy'],
  ['/webhooks?', 'url, dateCreated, dateLastModified, id, createdBy, lastModifiedBy, accountId, description, enabled'],
];

it.each(sorted)('%s rejects other sort fields than %s, together with all other errors', async (address, fields) => {
  const answer = await get(`${address}sortField=other&page=-1`);
  expect(answer.status).toBe(400);
  expect(responseStatus(answer).errors).toMatchObject([
    { fieldName: 'Page' },
    { fieldName: 'SortField', errorCode: 'Predicate', message: `sortField must be one of ${fields}.` },
  ]);
});
