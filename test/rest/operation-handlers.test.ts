import { expect, it } from 'vitest';
import { withEnvelopes } from '../../src/api/contract/envelopes.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { bindHandlers } from '../../src/api/rest/handlers/operation-handlers.ts';
import type { OperationHandlers } from '../../src/api/rest/server/rest-operations.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';

const contract = withEnvelopes(readContract(buildContractSchemaWithoutServices()));
const handler = async () => undefined;

/** Returns a handler for each name. The names come from the contract at run time; the compiler does not know them. */
function handlersOf(names: readonly string[]): OperationHandlers {
  return Object.fromEntries(names.map((name) => [name, handler])) as unknown as OperationHandlers;
}

it('binds every operation of the contract to the handler of its name', () => {
  const names = Object.keys(contract.operations);
  expect([...bindHandlers(handlersOf(names), contract).keys()].sort()).toEqual(names.sort());
});

it('throws for an operation without a handler and a handler without an operation', () => {
  const names = Object.keys(contract.operations).filter((name) => name !== 'HoldSession' && name !== 'GetUser');
  expect(() => bindHandlers(handlersOf([...names, 'GetHoliday']), contract)).toThrow(
    'REST operations and their handlers differ: HoldSession has no handler; GetUser has no handler; GetHoliday is not an operation of the contract',
  );
});

it('does not compile when an operation has no handler', () => {
  const { HoldSession: _, ...incomplete } = handlersOf([]);
  // @ts-expect-error Property 'HoldSession' is missing
  const handlers: OperationHandlers = incomplete;
  expect(handlers).toEqual({});
});
