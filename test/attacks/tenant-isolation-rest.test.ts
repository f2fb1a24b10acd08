import { beforeAll, describe, expect, it } from 'vitest';
import { withEnvelopes } from '../../src/api/contract/envelopes.ts';
import { allMembers, type Contract, dtoNamed, type OperationType, type TypeRef } from '../../src/api/contract/model.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { documentsOfAccount } from '../support/account-documents.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';
import { changeUser } from '../support/direct-store.ts';
import { comparable, kindOf, mayBeId, sampleText, unknownFor, valuesFor } from '../support/id-positions.ts';
import { call, json } from '../support/rest-client.ts';
import { acmeUser, furnishTwoTenants, globexMark, type Ids, type TwoTenants } from '../support/two-tenants.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ WEBHOOK_ALLOW_PRIVATE: '1', RATE_LIMIT_USER: '100000000', RATE_LIMIT_ACCOUNT: '100000000' });
const database = useDatabase(app);
let tenants: TwoTenants;
let before: string;
beforeAll(async () => {
  // a Manager may also start outgoing calls and read the active ones
  await changeUser(app.database, 'user@acme.test', { roles: ['User', 'Manager'] });
  tenants = await furnishTwoTenants(app.url);
  before = await documentsOfAccount(database(), tenants.globex.account);
});

const contract: Contract = withEnvelopes(readContract(buildContractSchemaWithoutServices()));

interface Place {
  readonly name: string;
  readonly isList: boolean;
}

function membersOf({ request }: OperationType) {
  return allMembers(contract, dtoNamed(contract, request));
}

function placesOf(operation: OperationType): Place[] {
  return membersOf(operation).flatMap(({ name, type }) =>
    mayBeId(name) ? [{ name, isList: type.kind === 'list' }] : [],
  );
}

function sampleOf(type: TypeRef, name: string): unknown {
  if (type.kind === 'list') return [];
  if (type.kind === 'enum') return contract.enums[type.name]?.values[0]?.name;
  return { string: sampleText(name), dateTime: '2000-01-01T00:00:00.000Z', bool: false }[type.kind as string] ?? 1;
}

/** Returns a request with all required members, ids of the caller's account, and the value at one place. */
function requestOf(operation: OperationType, own: Ids, place: Place, value: string): Record<string, unknown> {
  const entries = membersOf(operation).flatMap(({ name, type, defaultValue }): [string, unknown][] => {
    if (name === place.name) return [[name, place.isList ? [value] : value]];
    if (type.nullable || defaultValue !== undefined) return [];
    return [[name, /(^i|I)d$/.test(name) ? own[kindOf(operation.request, name)] : sampleOf(type, name)]];
  });
  return Object.fromEntries(entries);
}

/** Returns every route of an operation: its custom routes, and the predefined ones that contain its name. */
function waysTo({ request, routes }: OperationType): [verb: string, path: string][] {
  const verbs = [...new Set(routes.map(({ verb }) => verb))];
  const predefined = [`/api/${request}`, `/json/reply/${request}`];
  return [
    ...routes.map(({ verb, path }): [string, string] => [verb, path]),
    ...verbs.flatMap((verb) => predefined.map((path): [string, string] => [verb, path])),
  ];
}

async function send(verb: string, path: string, request: Record<string, unknown>, more = {}) {
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const [, value] = Object.entries(request).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
    return encodeURIComponent(String(value));
  });
  const isInQuery = verb === 'GET' || verb === 'DELETE';
  const texts = Object.entries(request).map(([name, value]): [string, string] => [name, String(value)]);
  const query = isInQuery ? `?${new URLSearchParams(texts)}` : '';
  const { headers = {}, body } = isInQuery ? {} : json(request);
  const answer = await call(app.url, `${verb} ${target}${query}`, {
    headers: { accept: 'application/json', ...acmeUser, ...headers, ...more },
    ...(body !== undefined && { body }),
  });
  return `${answer.status} ${answer.text}`;
}

function expectNothingOfGlobex(answer: string, sent: string): void {
  expect(answer).not.toContain(globexMark);
  for (const id of Object.values(tenants.globex)) if (!sent.includes(id)) expect(answer).not.toContain(id);
}

const ways = Object.values(contract.operations).flatMap((operation) =>
  waysTo(operation).map(([verb, path]) => [verb, path, operation] as const),
);

async function answersTo(ids: Ids, [verb, path, operation]: (typeof ways)[number]) {
  const answer = async (place: Place, value: string) => {
    const text = await send(verb, path, requestOf(operation, tenants.acme, place, value));
    expectNothingOfGlobex(text, value);
    return comparable(text, value);
  };
  const places = placesOf(operation).flatMap((place) =>
    valuesFor(operation.request, place.name, ids).map((value): [Place, string] => [place, value]),
  );
  return Promise.all(
    places.map(async ([place, value]) => {
      const [known, unknown] = await Promise.all([answer(place, value), answer(place, unknownFor(value))]);
      return { place: place.name, known, unknown };
    }),
  );
}

describe('an id of another account answers like an unknown id, in every position', () => {
  it.each(ways)('%s %s', async (...way) => {
    for (const { place, known, unknown } of await answersTo(tenants.globex, way)) expect(known, place).toBe(unknown);
  });

  const reading = ways.filter(([verb, , operation]) => verb === 'GET' && placesOf(operation).length > 0);
  it.each(reading)('while GET finds records by ids of its own account: %s %s', async (...way) => {
    const answers = await answersTo(tenants.acme, way);
    expect(answers.filter(({ known, unknown }) => known !== unknown)).not.toEqual([]);
  });
});

it.each(ways.filter(([verb, , { headers }]) => verb === 'POST' && headers.some(({ name }) => name === 'X-Account-Id')))(
  '%s %s answers an X-Account-Id of another account like an unknown one',
  async (verb, path, operation) => {
    const request = requestOf(operation, tenants.acme, { name: '', isList: false }, '');
    const [foreign, unknown] = await Promise.all(
      [tenants.globex.account, unknownFor(tenants.globex.account)].map(async (account) =>
        comparable(await send(verb, path, request, { 'x-account-id': account }), account),
      ),
    );
    expect(foreign).toBe(unknown);
    expect(foreign).toMatch(/NotFound/);
  },
);

it('changes nothing in the other account', async () => {
  expect(await documentsOfAccount(database(), tenants.globex.account)).toBe(before);
});
