// GraphQL requests that are nearly right, each made of a seed: the operations of the tests with variables of their types,
// now and then of others, and the texts now and then damaged.
import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  parse,
  print,
  separateOperations,
  typeFromAST,
} from 'graphql';
import { damaged, numbersFrom } from './hostile-bodies.mjs';

const folder = new URL('../test/operations/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const whole = parse(files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n'));
const operations = Object.entries(separateOperations(whole)).map(([name, document]) => ({
  name,
  text: print(document),
  variables: document.definitions.flatMap(({ variableDefinitions = [] }) => variableDefinitions),
}));
const schema = buildSchema(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));

const ids = [
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
const scalars = {
  ID: ids,
  Int: [0, 1, 25, 100, 101, -1, 2147483647, 2147483648, 0.5],
  Boolean: [true, false],
  DateTimeISO: ['2026-01-01T00:00:00.000Z', '0000-00-00T00:00:00Z', '9999-12-31T23:59:59.999Z', 'now'],
};

function randomValue(type, next, depth = 0) {
  if (next(25) === 0) return wrong[next(wrong.length)];
  if (isNonNullType(type)) return randomValue(type.ofType, next, depth);
  if (isListType(type)) return Array.from({ length: next(3) }, () => randomValue(type.ofType, next, depth + 1));
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[next(named.getValues().length)].name;
  const known = scalars[named.name] ?? texts;
  if (!isInputObjectType(named)) return known[next(known.length)];
  const fields = Object.values(named.getFields()).filter(
    (field) => isRequiredInputField(field) || (depth < 4 && next(3) === 0),
  );
  return Object.fromEntries(fields.map((field) => [field.name, randomValue(field.type, next, depth + 1)]));
}

/** @returns what a client sends for one operation, whichever way it goes */
export function randomOperation(seed) {
  const next = numbersFrom(seed);
  const { name, text, variables } = operations[next(operations.length)];
  const given = variables.map((one) => [one.variable.name.value, randomValue(typeFromAST(schema, one.type), next)]);
  const query = next(3) === 0 ? damaged(text, next) : text;
  return { query, variables: Object.fromEntries(given), ...(next(4) === 0 && { operationName: next(2) ? name : 'x' }) };
}

/** @returns one request over HTTP, for an answer or for a stream of events */
export function randomGraphqlRequest(accept, seed) {
  const next = numbersFrom(seed + 1);
  const operation = randomOperation(seed);
  const headers = { accept, 'content-type': 'application/json', 'apollo-require-preflight': '1' };
  if (next(5) === 0) {
    const params = new URLSearchParams({
      query: operation.query.toWellFormed(),
      variables: JSON.stringify(operation.variables),
    });
    // headers and this have to fit into 16 KiB
    return { method: 'GET', target: `/graphql?${params}`.slice(0, 8_000), headers, body: '' };
  }
  const body = JSON.stringify(operation);
  return { method: 'POST', target: '/graphql', headers, body: next(8) === 0 ? damaged(body, next) : body };
}
