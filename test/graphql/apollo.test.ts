import { buildSchema, type GraphQLFieldResolver, isObjectType } from 'graphql';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { OperationExecutor } from '../../src/api/graphql/executor/operation-executor.ts';
import { OperationGuard } from '../../src/api/graphql/limits/operation-guard.ts';
import { createApollo } from '../../src/api/graphql/server/apollo.ts';
import type { RequestContext } from '../../src/api/http/request-context.ts';
import { loadConfig } from '../../src/app/config.ts';
import { newRequestSummary } from '../../src/common/logging/request-summary.ts';

const schema = buildSchema(`
  type Query { count: Int! }
  type Mutation { add: Counter }
  type Counter { count: Int! failing: String }
`);
let count = 0;
const resolvers: [type: string, field: string, resolve: GraphQLFieldResolver<unknown, unknown>][] = [
  ['Query', 'count', () => count],
  ['Mutation', 'add', async () => ({ count: ++count })],
  ['Counter', 'failing', () => Promise.reject(new Error('connect mongodb://secret'))],
];
for (const [name, field, resolve] of resolvers) {
  const type = schema.getType(name);
  const definition = isObjectType(type) && type.getFields()[field];
  if (definition) definition.resolve = resolve;
}

const error = vi.fn();
const log = { error, warn: vi.fn() } as unknown as RequestContext['log'];
// compiles every operation the first time
const onExecuted = vi.fn();
const operations = new OperationExecutor(schema, { compileAfter: 1, onExecuted });
const guard = new OperationGuard(schema, loadConfig({}).queryLimits);
const apollo = createApollo({ schema, introspection: false, guard, hideSchemaDetails: true, operations, log });
await apollo.start();

beforeEach(() => {
  count = 0;
  error.mockClear();
  onExecuted.mockClear();
});
afterAll(() => apollo.stop());

async function run(query: string) {
  const usage = () => ({ cost: 1, limit: 10, remaining: 9, resetAt: new Date(0) });
  const summary = newRequestSummary('graphql');
  const contextValue = { requestId: 'r1', summary, log, budget: { spend: () => undefined, usage } };
  const { body } = await apollo.executeOperation(
    { query },
    { contextValue: contextValue as unknown as RequestContext },
  );
  return { result: body.kind === 'single' ? body.singleResult : null, summary };
}

it('answers a compiled operation with what Apollo plugins add to every response', async () => {
  const { result, summary } = await run('mutation { add { count } }');
  expect(operations.find('mutation { add { count } }')).toBeDefined();
  expect(result).toEqual({
    data: { add: { count: 1 } },
    extensions: { cost: { cost: 1, limit: 10, remaining: 9, resetAt: '1970-01-01T00:00:00.000Z' } },
  });
  expect(summary).toMatchObject({ operation: 'mutation add', codes: [] });
  expect(onExecuted.mock.calls).toEqual([['compiled']]);
});

it('has graphql-js report the error of a compiled operation, masked and logged, and calls root fields once', async () => {
  const query = 'mutation { add { count failing } }';
  const { result, summary } = await run(query);
  expect(operations.find(query)).toBeDefined();
  expect(count).toBe(1);
  expect(result?.data).toEqual({ add: { count: 1, failing: null } });
  expect(result?.errors).toEqual([
    {
      message: expect.not.stringContaining('secret'),
      locations: [{ line: 1, column: 24 }],
      path: ['add', 'failing'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
  expect(summary.codes).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(error).toHaveBeenCalledTimes(1);
  expect(onExecuted.mock.calls).toEqual([['field_error']]);
});
