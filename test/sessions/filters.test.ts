import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { FindSessionsDocument, type FindSessionsQueryVariables } from '../operations/operations.generated.ts';
import { directly } from '../support/direct-store.ts';
import { as, dataOf, send } from '../support/graphql-client.ts';
import {
  ended,
  insertSessions,
  type StoredSession,
  storedMember,
  storedSession,
} from '../support/session-documents.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

type Filter = NonNullable<FindSessionsQueryVariables['filter']>;

let app: TestApp;
const customer = (id: string) => ({ customerId: new ObjectId(id) });
const globex = { accountId: new ObjectId(demoIds.globex) };
const endpointId = new ObjectId('e00000000000000000000011');

/** Sessions by the letters that the table uses, created a minute apart in the order of the letters. */
const parts: Record<string, Record<string, unknown>> = {
  a: { displayName: 'Alpha (50% off)', toAddress: '+4930123', ...customer(demoIds.headOffice) },
  b: { channel: 'Chat', displayName: 'alpha beta', fromAddress: 'Bob@Example.test', ...customer(demoIds.northRegion) },
  c: {
    channel: 'Fax',
    direction: 'Incoming',
    destination: '+1 555',
    fromPhoneNumber: '+15550123',
    ...customer(demoIds.northShop),
  },
  d: { ...ended(3, 30), wasMissed: true, direction: 'Incoming', endpointId },
  e: { ...ended(4, 90), members: [storedMember(`user:${demoIds.user}`), storedMember('agent@acme.test')] },
  f: {
    callState: 'Ringing',
    dialState: 'Active',
    queueState: 'Queued',
    log: [{ date: new Date(), message: 'Put THROUGH' }],
  },
  x: { ...globex, displayName: 'Alpha of Globex', members: [storedMember(`user:${demoIds.globexUser}`)] },
};
const sessions: Record<string, StoredSession> = Object.fromEntries(
  Object.entries(parts).map(([letter, changes], n) => [letter, storedSession(n, changes)]),
);
const idOf = (letter: string): string => sessions[letter]?._id.toHexString() ?? '';
const lettersOf = (ids: readonly string[]): string =>
  ids.map((id) => Object.keys(sessions).find((letter) => idOf(letter) === id) ?? '?').join('');

beforeAll(async () => {
  app = await startTestApp();
  sessions.c = { ...storedSession(2, parts.c), parentSessionId: sessions.a?._id };
  await directly(app.database, async (db) => {
    await insertSessions(db, Object.values(sessions));
    await insertSessions(db, [storedSession(7, ended(7, 5))], 'archivedSessions');
  });
});
afterAll(() => app.close());

async function find(variables: FindSessionsQueryVariables, who = 'user@acme.test'): Promise<string> {
  const found = await dataOf(app.url, FindSessionsDocument, { first: 50, ...variables }, as(who));
  expect(found.sessions.totalCount).toBe(found.sessions.nodes.length);
  return lettersOf(found.sessions.nodes.map(({ id }) => id));
}

const minute = (n: number) => new Date(Date.parse('2026-03-01T00:00:00Z') + n * 60_000).toISOString();

/** Title, filter, and the letters of the matching sessions of Acme, newest first. */
const filters: [string, () => Filter, string][] = [
  ['an empty filter', () => ({}), 'fedcba'],
  ['ids', () => ({ ids: [idOf('b'), idOf('d'), idOf('x'), 'nonsense'] }), 'db'],
  ['no ids', () => ({ ids: [] }), ''],
  ['accountIds', () => ({ accountIds: [demoIds.acme, demoIds.globex] }), 'fedcba'],
  ['customerIds', () => ({ customerIds: [demoIds.northRegion] }), 'b'],
  ['customerSubtree', () => ({ customerIds: [demoIds.northRegion], customerSubtree: true }), 'cb'],
  ['the whole customer tree', () => ({ customerIds: [demoIds.headOffice], customerSubtree: true }), 'cba'],
  ['an unknown subtree', () => ({ customerIds: ['c05000000000000000000099'], customerSubtree: true }), ''],
  ['endpointIds', () => ({ endpointIds: [endpointId.toHexString()] }), 'd'],
  ['parentSessionId', () => ({ parentSessionId: idOf('a') }), 'c'],
  ['members', () => ({ members: ['agent@acme.test'] }), 'e'],
  ['channel', () => ({ channel: ['Chat', 'Fax'] }), 'cb'],
  ['direction', () => ({ direction: ['Incoming'] }), 'dc'],
  ['callState', () => ({ callState: ['Ringing', 'Disconnected'] }), 'fed'],
  ['dialState', () => ({ dialState: ['Active'] }), 'f'],
  ['queueState', () => ({ queueState: ['Queued'] }), 'f'],
  ['ended', () => ({ ended: true }), 'ed'],
  ['not ended', () => ({ ended: false }), 'fcba'],
  ['wasMissed', () => ({ wasMissed: true }), 'd'],
  ['dateCreated', () => ({ dateCreated: { from: minute(1), to: minute(3) } }), 'cb'],
  ['dateCompleted', () => ({ dateCompleted: { from: minute(4) } }), 'e'],
  ['displayName contains', () => ({ displayName: { contains: 'ALPHA' } }), 'ba'],
  ['displayName contains special characters', () => ({ displayName: { contains: '(50% off)' } }), 'a'],
  ['displayName contains a regular expression', () => ({ displayName: { contains: 'a.*a' } }), ''],
  ['displayName equals', () => ({ displayName: { equals: 'alpha beta' } }), 'b'],
  ['fromAddress', () => ({ fromAddress: { contains: 'bob@' } }), 'b'],
  ['toAddress', () => ({ toAddress: { equals: '+4930123' } }), 'a'],
  ['toAddress contains', () => ({ toAddress: { contains: '+4930' } }), 'a'],
  ['destination', () => ({ destination: { contains: '1 5' } }), 'c'],
  ['fromPhoneNumber', () => ({ fromPhoneNumber: { equals: '+15550123' } }), 'c'],
  ['fromPhoneNumber contains', () => ({ fromPhoneNumber: { contains: '0123' } }), 'c'],
  ['outcome', () => ({ outcome: { equals: 'Completed' } }), 'ed'],
  ['outcome contains', () => ({ outcome: { contains: 'COMPLETE' } }), 'ed'],
  ['log', () => ({ log: { contains: 'put through' } }), 'f'],
  ['and', () => ({ and: [{ ended: true }, { direction: ['Incoming'] }] }), 'd'],
  ['or', () => ({ or: [{ channel: ['Fax'] }, { ended: true }, { ids: [idOf('x')] }] }), 'edc'],
  ['not', () => ({ not: { channel: ['Voice'] } }), 'cb'],
  ['not a customer', () => ({ not: { customerIds: [demoIds.headOffice], customerSubtree: true } }), 'fed'],
  [
    'a combination of and, or and not',
    () => ({
      ended: false,
      or: [{ not: { channel: ['Voice'] } }, { displayName: { contains: 'off' } }],
      and: [{ or: [{ channel: ['Chat'] }, { channel: ['Voice'] }] }],
    }),
    'ba',
  ],
];

describe('a session filter', () => {
  it.each(filters)('by %s', async (_, filter, expected) => {
    expect(await find({ filter: filter() })).toBe(expected);
  });

  it.each(filters)('by %s returns no session of Acme to another tenant', async (_, filter) => {
    const seen = await find({ filter: filter() }, 'user@globex.test');
    expect(seen === '' || seen === 'x').toBe(true);
  });

  it('returns sessions of all accounts, or of the requested one, to an administrator', async () => {
    const filter = { displayName: { contains: 'alpha' } };
    expect(await find({ filter }, 'admin@acme.test')).toBe('xba');
    expect(await find({ filter: { ...filter, accountIds: [demoIds.globex] } }, 'admin@acme.test')).toBe('x');
  });

  it('selects archived or unarchived sessions', async () => {
    expect(await find({ filter: { archived: true } })).toBe('?');
    expect(await find({ filter: { archived: true, ended: false } })).toBe('');
    expect(await find({ filter: { archived: false, ended: true } })).toBe('ed');
  });

  const deep = (levels: number): Filter => (levels === 0 ? { ended: true } : { not: deep(levels - 1) });
  const rejected: [string, Filter, string[]][] = [
    ['too deep', deep(4), ['filter.not.not.not.not']],
    ['too wide', { or: Array.from({ length: 20 }, () => ({ ended: true })) }, ['filter']],
    ['with empty and/or lists', { or: [], and: [] }, ['filter.and', 'filter.or']],
    [
      'with empty texts',
      { log: { contains: '' }, and: [{ toAddress: { equals: '' } }] },
      ['filter.log.contains', 'filter.and[0].toAddress.equals'],
    ],
    ['with long texts', { log: { contains: 'x'.repeat(257) } }, ['filter.log.contains']],
    ['with long lists', { ids: Array.from({ length: 1_001 }, () => idOf('a')) }, ['filter.ids']],
    [
      'with a range that ends before it begins',
      { dateCreated: { from: minute(2), to: minute(1) } },
      ['filter.dateCreated'],
    ],
    ['with customerSubtree and no customers', { customerSubtree: true }, ['filter.customerSubtree']],
    ['that combines archived and unarchived sessions', { or: [{ archived: true }] }, ['filter.or[0].archived']],
  ];
  it.each(rejected)('%s is rejected', async (_, filter, fields) => {
    const { errors } = await send(app.url, FindSessionsDocument, { filter });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.errors?.map(({ fieldName }) => fieldName)).toEqual(fields);
  });

  it('escapes operators and regular expressions', async () => {
    const hostile = ['{"$ne":null}', '$where', '[$ne]', '\\', '(', '^', '.*'];
    for (const text of hostile) {
      expect(await find({ filter: { displayName: { contains: text } } })).toBe(text === '(' ? 'a' : '');
      expect(await find({ filter: { ids: [text], members: [text] } })).toBe('');
    }
  });
});
