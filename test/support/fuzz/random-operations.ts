// Nearly valid GraphQL requests, each from a seed: the operations of the tests with variables of mostly the right
// types; some texts are damaged.
import { readdirSync, readFileSync } from 'node:fs';
import { toUSVString } from 'node:util';
import {
  buildSchema,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  parse,
  print,
  separateOperations,
  typeFromAST,
} from 'graphql';
import { type Draw, damaged, numbersFrom, pick } from './hostile-bodies.ts';
import type { RandomRequest } from './random-requests.ts';

/** An operation as a client sends it over any transport. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

const folder = 'test/operations';
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const whole = parse(files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n'));
const operations = Object.entries(separateOperations(whole)).map(([name, document]) => ({
  name,
  text: print(document),
  variables: document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  ),
}));
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

const ids = [
  // a placeholder: see random-documents.test.ts
  'SESSION0',
  'SESSION1',
  '0123456789abcdef01234567',
  'acc000000000000000000001',
  '05e000000000000000000002',
  'c05000000000000000000001',
  '',
  'x',
];
const texts = [
  'a',
  '',
  'A & B',
  '\0',
  '\ud800',
  '$where',
  '.*',
  '<b>',
  'user:05e000000000000000000003',
  '+15550100',
  'a@b.test',
];
const wrong = [
  null,
  true,
  -1,
  1e300,
  'x',
  [],
  {},
  [[1]],
  { $ne: null },
  { and: [{}] },
  JSON.parse('{"__proto__":{"a":1}}'),
];
const scalars: Readonly<Record<string, readonly unknown[]>> = {
  ID: ids,
  Int: [0, 1, 25, 100, 101, -1, 2147483647, 2147483648, 0.5],
  Boolean: [true, false],
  DateTimeISO: ['2026-01-01T00:00:00.000Z', '0000-00-00T00:00:00Z', '9999-12-31T23:59:59.999Z', 'now'],
};

/** Draws a JSON value, mostly of the given type. */
export function randomValue(type: GraphQLInputType, next: Draw, depth = 0): unknown {
  if (next(25) === 0) return pick(wrong, next);
  if (isNonNullType(type)) return randomValue(type.ofType, next, depth);
  if (isListType(type)) return Array.from({ length: next(3) }, () => randomValue(type.ofType, next, depth + 1));
  const named = getNamedType(type);
  if (isEnumType(named)) return pick(named.getValues(), next).name;
  if (!isInputObjectType(named)) return pick(scalars[named.name] ?? texts, next);
  const fields = Object.values(named.getFields()).filter(
    (field) => isRequiredInputField(field) || (depth < 4 && next(3) === 0),
  );
  return Object.fromEntries(fields.map((field) => [field.name, randomValue(field.type, next, depth + 1)]));
}

export function randomOperation(seed: number): RandomOperation {
  const next = numbersFrom(seed);
  const { name, text, variables } = pick(operations, next);
  const given = variables.map(({ variable, type }) => {
    const inputType = typeFromAST(schema, type) as GraphQLInputType;
    return [variable.name.value, randomValue(inputType, next)] as const;
  });
  const query = next(3) === 0 ? damaged(text, next) : text;
  return { query, variables: Object.fromEntries(given), ...(next(4) === 0 && { operationName: next(2) ? name : 'x' }) };
}

/** Creates an HTTP request for a single response or an event stream, depending on `accept`. */
export function randomGraphqlRequest(accept: string, seed: number): RandomRequest {
  const next = numbersFrom(seed + 1);
  const operation = randomOperation(seed);
  const headers = { accept, 'content-type': 'application/json', 'apollo-require-preflight': '1' };
  if (next(5) === 0) {
    const params = new URLSearchParams({
      query: toUSVString(operation.query),
      variables: JSON.stringify(operation.variables),
    });
    // the target and the headers must fit into 16 KiB
    return { method: 'GET', target: `/graphql?${params}`.slice(0, 8_000), headers, body: '' };
  }
  const body = JSON.stringify(operation);
  return { method: 'POST', target: '/graphql', headers, body: next(8) === 0 ? damaged(body, next) : body };
}
