import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  compareContracts,
  type Differences,
  factsInScope,
  readVendorContract,
  readVendorScope,
  type TypesMetadata,
  type VendorScope,
} from '../support/vendor-contract.ts';

const vendor = readVendorContract();
const scope = readVendorScope();
const { operations, types, enums } = factsInScope(vendor, scope);

let app: TestApp;
let metadata: TypesMetadata;
beforeAll(async () => {
  app = await startTestApp();
  metadata = (await (await fetch(`${app.url}/types/metadata`)).json()) as TypesMetadata;
});
afterAll(() => app.close());

/** Returns the differences that are not accepted, and the accepted ones that do not exist. */
function applyAccepted(
  found: Differences,
  accepted: VendorScope['deviations'],
): { open: Differences; stale: string[] } {
  const allowed = (name: string) => accepted.flatMap((entry) => (entry.name === name ? entry.differences : []));
  const open = Object.entries(found).map(([name, lines]): [string, string[]] => {
    const listed = allowed(name);
    return [name, lines.filter((line) => !listed.includes(line))];
  });
  return {
    open: Object.fromEntries(open.filter(([, lines]) => lines.length > 0)),
    stale: accepted.flatMap(({ name, differences }) =>
      differences.filter((line) => !found[name]?.includes(line)).map((line) => `${name}: ${line}`),
    ),
  };
}

test('differs from the vendor only as vendor-scope.json lists', () => {
  const compared = applyAccepted(compareContracts(vendor, metadata, scope), scope.deviations);
  expect(compared).toEqual({ open: {}, stale: [] });
});

test('compares 33 operations, 21 types and 11 enums with all their members', () => {
  expect([operations.length, types.length, enums.length]).toEqual([33, 21, 11]);
  expect([...operations, ...types].flatMap((fact) => fact.members)).toHaveLength(323);
});

test('leaves out what no page shows', () => {
  const all = [...operations, ...types, ...enums];
  expect({
    namespace: all.filter((fact) => fact.namespace === null).map(({ name }) => name),
    base: types.filter((fact) => fact.baseUnknown).map(({ name }) => name),
    authentication: operations.filter((fact) => fact.authenticated === null).map(({ name }) => name),
    response: operations.filter((fact) => fact.response === null).map(({ name }) => name),
    lastMembers: [...operations, ...types].filter((fact) => fact.membersCutOff).map(({ name }) => name),
    values: enums.filter((fact) => fact.valuesCutOff).map(({ name }) => name),
  }).toEqual({
    namespace: ['GetActiveCalls', 'GetActiveCallsResponse', 'CallInfo', 'EndpointTypes'],
    base: ['EndpointInfo'],
    authentication: ['GetSession'],
    response: [],
    lastMembers: ['PatchAccount', 'EndpointInfo'],
    values: ['EndpointTypes'],
  });
  // the facts do not tell an operation without a marker interface from one whose marker no page shows
  expect(operations.filter((fact) => fact.marker === null)).toHaveLength(16);
  // compared nevertheless: inferred from related types
  expect(all.filter((fact) => fact.namespaceInferred)).toHaveLength(20);
});

test('lists only names of the vendor as out of scope and as deviations, each with a reason', () => {
  const names = [...vendor.operations, ...vendor.types, ...vendor.enums].map(({ name }) => name);
  const listed = [...scope.outOfScope.flatMap((group) => group.names), ...scope.deviations.map(({ name }) => name)];
  expect(listed.filter((name) => !names.includes(name))).toEqual([]);
  for (const { reason } of [...scope.outOfScope, ...scope.extensions, ...scope.deviations]) {
    expect(reason).toMatch(/^\S.{10,}/);
  }
});

test('reports a renamed member, a lost role, a changed verb, an enum out of order and an unlisted operation', () => {
  const changed = JSON.parse(
    JSON.stringify(metadata)
      .replace('"name":"WithAddress"', '"name":"PartnerAddress"')
      .replace('{"path":"/sessions","verbs":"POST"}', '{"path":"/sessions","verbs":"PUT"}')
      .replace('"enumNames":["Voice","Chat","Fax"]', '"enumNames":["Chat","Voice","Fax"]')
      .replace('"name":"RejectSession"', '"name":"RefuseSession"'),
  ) as TypesMetadata;
  const withoutRoles = changed.operations.map((operation) => ({ ...operation, requiredRoles: [] }));
  const found = compareContracts(vendor, { ...changed, operations: withoutRoles }, scope);
  expect(found.NewSession).toEqual([
    'member WithAddress string missing',
    'member PartnerAddress string extra',
    'route POST /sessions missing',
    'route PUT /sessions extra',
    'roles: none, vendor: User',
  ]);
  expect(found.FlowChannels).toEqual(['values: Chat, Voice, Fax, vendor: Voice, Chat, Fax']);
  expect([found.RejectSession, found.RefuseSession]).toEqual([['missing'], ['not in scope']]);
});

test('reports an accepted deviation that does not exist', () => {
  const accepted = [{ name: 'NewSession', reason: 'none', differences: ['member Colour string missing'] }];
  expect(applyAccepted({}, accepted)).toEqual({ open: {}, stale: ['NewSession: member Colour string missing'] });
});
