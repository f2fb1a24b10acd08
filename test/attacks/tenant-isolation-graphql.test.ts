import { beforeAll, describe, expect, it } from 'vitest';
import { documentsOfAccount } from '../support/account-documents.ts';
import { buildSchemaWithoutServices } from '../support/app-schema.ts';
import { changeUser } from '../support/direct-store.ts';
import { comparable, unknownFor, valuesFor } from '../support/id-positions.ts';
import { openSocket } from '../support/live-client.ts';
import { argumentsWith, documentOf, idPaths, type Path, type RootField, rootFields } from '../support/schema-walk.ts';
import { acmeUser, furnishTwoTenants, globexMark, type Ids, type TwoTenants } from '../support/two-tenants.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({
  WEBHOOK_ALLOW_PRIVATE: '1',
  QUERY_MAX_COST: '1000000',
  RATE_LIMIT_USER: '100000000',
  RATE_LIMIT_ACCOUNT: '100000000',
});
const database = useDatabase(app);
let tenants: TwoTenants;
let before: string;
beforeAll(async () => {
  // a Manager may also start outgoing calls and read the active ones
  await changeUser(app.database, 'user@acme.test', { roles: ['User', 'Manager'] });
  tenants = await furnishTwoTenants(app.url);
  before = await documentsOfAccount(database(), tenants.globex.account);
});

async function send(operation: string, field: RootField, variables: Record<string, unknown>, more = {}) {
  const query = documentOf(operation, field, Object.keys(variables));
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...acmeUser, ...more },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: { extensions: object }[] };
  // every generated operation must be valid
  expect(response.status, `${query} ${JSON.stringify(errors)}`).toBe(200);
  return JSON.stringify({ data, errors });
}

/** Asserts that an answer contains nothing of Globex except the ids that the caller sent. */
function expectNothingOfGlobex(answer: string, sent: string): void {
  expect(answer).not.toContain(globexMark);
  for (const id of Object.values(tenants.globex)) if (!sent.includes(id)) expect(answer).not.toContain(id);
}

const fields = rootFields(buildSchemaWithoutServices());
const requested = fields.filter(([operation]) => operation !== 'subscription');

/** Returns the answers of an operation to the given ids and to unknown ids, for each argument that can be an id. */
function answersTo(ids: Ids, operation: string, field: RootField) {
  const places = idPaths(field).flatMap((path) =>
    valuesFor(field.name, path.at(-1) ?? '', ids).map((value): [Path, string] => [path, value]),
  );
  const answer = async (path: Path, value: string) => {
    const text = await send(operation, field, argumentsWith(field, tenants.acme, path, value));
    expectNothingOfGlobex(text, value);
    return comparable(text, value);
  };
  return Promise.all(
    places.map(async ([path, value]) => {
      const [known, unknown] = await Promise.all([answer(path, value), answer(path, unknownFor(value))]);
      return { place: path.join('.'), known, unknown };
    }),
  );
}

describe('an id of another account answers like an unknown id, in every position', () => {
  it.each(requested)('%s %s', async (operation, _name, field) => {
    for (const { place, known, unknown } of await answersTo(tenants.globex, operation, field)) {
      expect(known, place).toBe(unknown);
    }
  });

  it.each(requested.filter(([operation, , field]) => operation === 'query' && idPaths(field).length > 0))(
    'while %s %s finds records by ids of its own account',
    async (operation, _name, field) => {
      const answers = await answersTo(tenants.acme, operation, field);
      expect(answers.filter(({ known, unknown }) => known !== unknown)).not.toEqual([]);
    },
  );
});

it.each(requested.filter(([operation]) => operation === 'query'))(
  'without an id, %s %s returns nothing of another account',
  async (operation, _name, field) => {
    expectNothingOfGlobex(await send(operation, field, argumentsWith(field, tenants.acme, [], '')), '');
  },
);

it.each(requested.filter(([, , { args }]) => args.some(({ name }) => name === 'after')))(
  'with a cursor of another account, %s %s returns none of its rows',
  async (operation, _name, field) => {
    for (const cursor of tenants.cursors) {
      for (const path of [['after'], ['before']]) {
        expectNothingOfGlobex(await send(operation, field, argumentsWith(field, tenants.acme, path, cursor)), cursor);
      }
    }
  },
);

it.each(requested.filter(([operation, , field]) => operation === 'mutation' && takesHeader(field)))(
  '%s %s answers an X-Account-Id of another account like an unknown one',
  async (operation, _name, field) => {
    const [foreign, unknown] = await Promise.all(
      [tenants.globex.account, unknownFor(tenants.globex.account)].map(async (account) => {
        const variables = argumentsWith(field, tenants.acme, [], '');
        return comparable(await send(operation, field, variables, { 'x-account-id': account }), account);
      }),
    );
    expect(foreign).toBe(unknown);
    expect(foreign).toMatch(/NOT_FOUND|FORBIDDEN/);
  },
);

/** Returns whether the field creates a record in an account that X-Account-Id can name. */
function takesHeader(field: RootField): boolean {
  return field.name.startsWith('new') && idPaths(field).some((path) => path.at(-1) === 'accountId');
}

it.each(fields.filter(([operation]) => operation === 'subscription'))(
  'a %s to %s publishes nothing of another account',
  async (operation, _name, field) => {
    const socket = await openSocket(app.url);
    const places = idPaths(field).flatMap((path) =>
      valuesFor(field.name, path.at(-1) ?? '', tenants.globex).map((id) => [path, id]),
    );
    const after = tenants.cursors.map((cursor) => [['after'], cursor]);
    for (const [index, [path, value]] of ([...places, ...after] as [Path, string][]).entries()) {
      const variables = { after: '', ...argumentsWith(field, tenants.acme, path, value) };
      socket.subscribe(`${index}`, documentOf(operation, field, Object.keys(variables)), variables);
      for (const message of await socket.settle()) expectNothingOfGlobex(JSON.stringify(message), value);
      socket.send({ id: `${index}`, type: 'complete' });
    }
    socket.close();
  },
);

it('changes nothing in the other account', async () => {
  expect(await documentsOfAccount(database(), tenants.globex.account)).toBe(before);
});
