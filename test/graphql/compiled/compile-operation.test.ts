import {
  buildSchema,
  execute,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
} from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { expect, it } from 'vitest';
import { NotCompilableError } from '../../../src/api/graphql/executor/collect-fields.ts';
import { compileOperation } from '../../../src/api/graphql/executor/compile-operation.ts';
import { FieldExecutionError } from '../../../src/api/graphql/executor/field-execution-error.ts';
import { RootFieldResults, replayRootFields } from '../../../src/api/graphql/executor/root-field-results.ts';
import { InvalidVariablesError } from '../../../src/api/graphql/executor/variable-reader.ts';
import type { RequestContext } from '../../../src/api/http/request-context.ts';

const sdl = `
  enum Kind { Cat Dog }
  scalar DateTimeISO
  interface Animal { name: String }
  type Cat implements Animal { name: String lives: Int! births: [DateTimeISO!] kinds: [Kind] owner(loud: Boolean = false): Owner lost: Owner }
  type Dog implements Animal { name: String good: Boolean tags: [String!] }
  type Owner { name: String! cats: [Cat] }
  input Wanted { kind: Kind = Cat names: [String!] within: Wanted }
  type Query { animals(wanted: Wanted): [Animal!]! cat: Cat broken: Cat wrong: Int none: Cat thrown: Cat never: DateTimeISO
    required: Cat! requiredText: String! list: [Cat!] unknownKind: Kind }
  type Mutation { rename(name: String!): Cat forget: Boolean }
  type Subscription { ticks: Int }
`;

const births = [0, -1, 59_999, 60_000, 1.7e12, 1.7e12 + 7, -1e14, 1e15].map((time) => new Date(time));
const kinds = ['Dog', 'Dog', 'Cat', null, 'Cat'];
const tom = { __typename: 'Cat', name: 'Tom', lives: 7, births, kinds };
const rex = { __typename: 'Dog', name: null, good: true, tags: ['a\nb', ''] };
const owner = { name: 'Ann "the" \\ owner 🐈', cats: [tom, null] };

const wantsNoKind = (wanted: unknown): boolean => (wanted as { kind?: unknown } | undefined)?.kind === null;

const roots: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => unknown>> = {
  animals: ({ wanted }) => [wantsNoKind(wanted) ? null : tom, { ...rex, tags: [JSON.stringify(wanted ?? null)] }],
  cat: async () => tom,
  broken: async () => {
    throw new Error('broken');
  },
  wrong: () => 'not a number',
  none: () => null,
  thrown: () => {
    throw new Error('thrown');
  },
  never: () => new Date(Number.NaN),
  required: () => null,
  requiredText: () => null,
  list: () => tom,
  unknownKind: () => 'Cow',
  rename: ({ name }) => ({ ...tom, name }),
  forget: () => true,
};

/** The root fields have resolvers, as those of our schema do; of the others, one has. @param calls what was called */
function schemaWith(calls: string[]): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && type.name === 'DateTimeISO') type.serialize = GraphQLDateTimeISO.serialize;
    if (isAbstractType(type)) type.resolveType = (value: { __typename: string } | null) => value?.__typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const root = type.name === 'Query' || type.name === 'Mutation' ? roots[field.name] : undefined;
      if (root) {
        field.resolve = (_source, args) => {
          calls.push(field.name);
          return root(args);
        };
      }
      if (field.name === 'lost') {
        field.resolve = async () => {
          throw new Error('lost');
        };
      }
      if (field.name === 'owner') {
        field.resolve = async (_cat, { loud }) => (loud ? { ...owner, name: 'ANN' } : owner);
      }
    }
  }
  replayRootFields(schema, (context) => (context as { rootResults?: RootFieldResults }).rootResults);
  return schema;
}

function compile(query: string, calls: string[] = []) {
  const schema = schemaWith(calls);
  const document = parse(query);
  const [operation] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('the document has no operation');
  return { schema, document, compiled: compileOperation(schema, document, operation) };
}

/** Executes an operation as compiled code, and then by graphql-js. */
async function executeBoth(query: string, sent: Record<string, unknown>) {
  const calls: string[] = [];
  const { schema, document, compiled } = compile(query, calls);
  const rootResults = new RootFieldResults();
  const context = {} as RequestContext;
  const execution = compiled.execute({ sent, context, rootResults, ending: () => '}' });
  const [outcome] = await Promise.allSettled([execution]);
  const compiledCalls = [...calls];
  const expected = await execute({ schema, document, contextValue: {}, variableValues: sent });
  const replay = async () => execute({ schema, document, contextValue: { rootResults }, variableValues: sent });
  return { outcome, compiledCalls, expected, replay, calls };
}

it.each<[what: string, query: string, variables?: Record<string, unknown>]>([
  ['leaves, null and text with escapes', '{ cat { __typename name lives owner { name cats { name } } } }'],
  ['dates', '{ cat { births } }'],
  ['values of an enum, and none', '{ cat { kinds } }'],
  ['nothing', '{ none { name } }'],
  ['an interface', '{ animals { __typename name ... on Dog { good tags } ... on Cat { lives } } }'],
  ['fragments within fragments', '{ cat { ...A } } fragment A on Cat { ...B lives } fragment B on Cat { name lives }'],
  ['the same field twice, joined', '{ cat { owner { name } owner { cats { lives } } } }'],
  ['aliases', '{ a: cat { b: name c: name } d: cat { lives } }'],
  ['arguments of inner fields', 'query($l: Boolean) { cat { owner(loud: $l) { name } } }', { l: true }],
  ['one field with several arguments', '{ cat { a: owner { name } b: owner(loud: true) { name } } }'],
  ['conditions', 'query($y: Boolean!) { cat { name @skip(if: $y) lives @include(if: $y) } }', { y: true }],
  [
    'conditions the other way',
    'query($y: Boolean!) { cat { name @skip(if: $y) lives @include(if: $y) } }',
    { y: false },
  ],
  ['a condition on the only field', 'query($y: Boolean!) { cat { name @include(if: $y) } }', { y: false }],
  ['a condition on a root field', 'query($y: Boolean!) { cat @skip(if: $y) { name } none { name } }', { y: true }],
  [
    'an input within itself',
    'query($w: Wanted) { animals(wanted: $w) { ... on Dog { tags } } }',
    { w: { within: { names: 'x', kind: null } } },
  ],
  ['a default value', 'query($w: Wanted = { kind: Dog }) { animals(wanted: $w) { ... on Dog { tags } } }'],
  ['a text that is long', 'mutation($n: String!) { rename(name: $n) { name } }', { n: 'x'.repeat(1_000) }],
  [
    'a text longer than all before',
    'mutation($n: String!) { rename(name: $n) { name } }',
    { n: 'x'.repeat(1_500_000) },
  ],
  ['half of a character', 'mutation($n: String!) { rename(name: $n) { name lives } }', { n: 'a\ud800' }],
  [
    'a text in another script',
    'mutation($n: String!) { rename(name: $n) { name lives } }',
    { n: '日本語'.repeat(200) },
  ],
  [
    'many short texts',
    'query($w: Wanted) { animals(wanted: $w) { ... on Dog { tags } } cat { name } }',
    { w: { names: Array.from({ length: 20_000 }, (_, n) => `n${n}`) } },
  ],
  ['one mutation', 'mutation($n: String!) { rename(name: $n) { name } }', { n: 'Kit' }],
  ['a response key that objects have by nature', '{ __proto__: none { name } constructor: cat { name } }'],
])('%s: the same response as of graphql-js', async (_, query, variables = {}) => {
  const { outcome, expected } = await executeBoth(query, variables);
  expect(expected.errors).toBeUndefined();
  expect(outcome).toMatchObject({ status: 'fulfilled' });
  expect(outcome.status === 'fulfilled' && String(outcome.value.bytes)).toBe(JSON.stringify({ data: expected.data }));
});

it.each<[what: string, query: string, called: readonly string[], sent?: Record<string, unknown>]>([
  ['a resolver that rejects', '{ cat { name } broken { name } }', ['cat', 'broken']],
  ['a resolver that throws', '{ cat { name } thrown { name } }', ['cat', 'thrown']],
  ['a resolver below the root that rejects', '{ cat { lost { name } } }', ['cat']],
  ['a value of another type', '{ wrong }', ['wrong']],
  ['an enum value that does not exist', '{ cat { kinds } unknownKind }', ['cat', 'unknownKind']],
  ['an invalid date', '{ never }', ['never']],
  ['null for a non-null object', '{ required { name } }', ['required']],
  ['null for a non-null leaf', '{ cat { name } requiredText }', ['cat', 'requiredText']],
  ['an object for a list', '{ list { name } }', ['list']],
  ['null in a list of an interface', '{ animals(wanted: { kind: null }) { name } }', ['animals']],
  ['a condition that is null', 'query($y: Boolean = true) { cat { name @skip(if: $y) } }', ['cat'], { y: null }],
])(
  '%s: an error that graphql-js reports, without calling a root resolver twice',
  async (_, query, called, sent = {}) => {
    const { outcome, compiledCalls, expected, replay, calls } = await executeBoth(query, sent);
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(FieldExecutionError) });
    expect(expected.errors).toHaveLength(1);
    calls.length = 0;
    expect(await replay()).toEqual(expected);
    expect([...compiledCalls, ...calls]).toEqual(called);
  },
);

it.each([
  ['a missing variable', 'query($n: Boolean!) { cat { name @skip(if: $n) } }', {}],
  ['null for a non-null variable', 'query($n: Boolean!) { cat { name @skip(if: $n) } }', { n: null }],
  ['a wrong value', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { names: [1] } }],
  ['text for an input object', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: 'x' }],
  ['an unknown field', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { other: 1 } }],
  ['an unknown enum value', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { kind: 'Cow' } }],
])('%s: invalid variables, which graphql-js reports', async (_, query, variables) => {
  const { outcome, compiledCalls, expected } = await executeBoth(query, variables);
  expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(InvalidVariablesError) });
  expect(compiledCalls).toEqual([]);
  expect(expected.errors).toHaveLength(1);
});

it.each([
  ['several mutations', 'mutation { a: forget b: forget }'],
  ['introspection', '{ __schema { queryType { name } } }'],
  ['a field whose position depends on a variable', 'query($y: Boolean!) { cat { name @include(if: $y) lives name } }'],
  ['a subscription', 'subscription { ticks }'],
])('%s: not compilable', (_, query) => {
  expect(() => compile(query)).toThrow(NotCompilableError);
});
