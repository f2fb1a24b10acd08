import { buildSchema, execute, type GraphQLSchema, isAbstractType, isObjectType, Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import type { RequestContext } from '../../../src/auth/request-context.ts';
import { compileOperation, type Outcome } from '../../../src/graphql/compiled/compile-operation.ts';
import { type RootValues, rememberRootValues } from '../../../src/graphql/compiled/root-values.ts';

const sdl = `
  enum Kind { Cat Dog }
  scalar DateTimeISO
  interface Animal { name: String }
  type Cat implements Animal { name: String lives: Int! births: [DateTimeISO!] kinds: [Kind] owner(loud: Boolean = false): Owner }
  type Dog implements Animal { name: String good: Boolean tags: [String!] }
  type Owner { name: String! cats: [Cat] }
  input Wanted { kind: Kind = Cat names: [String!] within: Wanted }
  type Query { animals(wanted: Wanted): [Animal!]! cat: Cat broken: Cat wrong: Int none: Cat }
  type Mutation { rename(name: String!): Cat forget: Boolean }
`;

const births = [0, -1, 59_999, 60_000, 1.7e12, 1.7e12 + 7, -1e14, 1e15].map((time) => new Date(time));
const kinds = ['Dog', 'Dog', 'Cat', null, 'Cat'];
const tom = { __typename: 'Cat', name: 'Tom', lives: 7, births, kinds };
const rex = { __typename: 'Dog', name: null, good: true, tags: ['a\nb', ''] };
const owner = { name: 'Ann "the" \\ owner 🐈', cats: [tom, null] };

const roots: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => unknown>> = {
  animals: ({ wanted }) => [tom, { ...rex, tags: [JSON.stringify(wanted ?? null)] }],
  cat: async () => tom,
  broken: async () => {
    throw new Error('broken');
  },
  wrong: () => 'not a number',
  none: () => null,
  rename: ({ name }) => ({ ...tom, name }),
  forget: () => true,
};

/** Results of the compiled execution that graphql-js has to use, by its context. */
const rootsOf = new WeakMap<object, RootValues>();

/** The root fields have resolvers, as those of our schema do; of the others, one has. @param calls what was called */
function schemaWith(calls: string[]): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ __typename }: { __typename: string }) => __typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const root = type.name === 'Query' || type.name === 'Mutation' ? roots[field.name] : undefined;
      if (root) {
        field.resolve = (_source, args) => {
          calls.push(field.name);
          return root(args);
        };
      }
      if (field.name === 'owner') {
        field.resolve = async (_cat, { loud }) => (loud ? { ...owner, name: 'ANN' } : owner);
      }
    }
  }
  rememberRootValues(schema, (context) => rootsOf.get(context));
  return schema;
}

async function bothWays(query: string, variables: Record<string, unknown>) {
  const calls: string[] = [];
  const schema = schemaWith(calls);
  const document = parse(query);
  const [operation] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('there is no operation');
  const compiled = compileOperation(schema, document, operation);
  const values = compiled?.readVariables(variables) ?? null;
  const outcome: Outcome | null = compiled && values && (await compiled.run(values, {} as RequestContext, () => '}'));
  // as the server does where anything is wrong
  const contextValue = {};
  if (outcome && 'roots' in outcome) rootsOf.set(contextValue, outcome.roots);
  const told =
    outcome && 'roots' in outcome && (await execute({ schema, document, contextValue, variableValues: variables }));
  const called = [...calls];
  const expected = await execute({ schema, document, contextValue: {}, variableValues: variables });
  return { compiled, values, outcome, told, called, expected };
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
])('%s: written as graphql-js gives it', async (_, query, variables = {}) => {
  const { outcome, expected } = await bothWays(query, variables);
  expect(expected.errors).toBeUndefined();
  expect(outcome && 'answer' in outcome && String(outcome.answer.bytes)).toBe(JSON.stringify({ data: expected.data }));
});

it.each([
  ['a resolver that fails', '{ cat { name } broken { name } }', ['cat', 'broken']],
  ['a value of another type', '{ wrong }', ['wrong']],
])('%s: told by graphql-js from what the root fields gave, none of which is called again', async (_, query, fields) => {
  const { told, called, expected } = await bothWays(query, {});
  expect(called).toEqual(fields);
  expect(expected.errors).toHaveLength(1);
  expect(told).toEqual(expected);
});

it.each([
  ['a missing variable', 'query($n: Boolean!) { cat { name @skip(if: $n) } }', {}],
  ['a null for a value', 'query($n: Boolean!) { cat { name @skip(if: $n) } }', { n: null }],
  ['a wrong value', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { names: [1] } }],
  ['an unknown field', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { other: 1 } }],
  ['an unknown enum value', 'query($w: Wanted) { animals(wanted: $w) { name } }', { w: { kind: 'Cow' } }],
])('%s: no value that the operation is run with', async (_, query, variables) => {
  const { compiled, values, expected } = await bothWays(query, variables);
  expect(compiled).not.toBeNull();
  expect(values).toBeNull();
  expect(expected.errors).toHaveLength(1);
});

it.each([
  ['several mutations', 'mutation { a: forget b: forget }'],
  ['a question about the schema', '{ __schema { queryType { name } } }'],
  ['a field whose place depends on a variable', 'query($y: Boolean!) { cat { name @include(if: $y) lives name } }'],
])('%s: not compiled', async (_, query) => {
  expect((await bothWays(query, { y: true })).compiled).toBeNull();
});
