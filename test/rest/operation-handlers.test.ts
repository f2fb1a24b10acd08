import { expect, it } from 'vitest';
import { withEnvelopes } from '../../src/api/contract/envelopes.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { bindHandlers } from '../../src/api/rest/handlers/operation-handlers.ts';
import type { OperationHandlers } from '../../src/api/rest/server/rest-operations.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';

const contract = withEnvelopes(readContract(buildContractSchemaWithoutServices()));
const handler = async () => undefined;

/** A handler for each operation of the contract. The names are those of the contract, not those that the compiler knows. */
function handlersOf(names: readonly string[]): OperationHandlers {
  return Object.fromEntries(names.map((name) => [name, handler])) as unknown as OperationHandlers;
}

it('every operation of the contract is bound to the handler of its name', () => {
  const names = Object.keys(contract.operations);
  expect([...bindHandlers(handlersOf(names), contract).keys()].sort()).toEqual(names.sort());
});

it('an operation without a handler, or a handler without an operation, stops the start', () => {
  const names = Object.keys(contract.operations).filter((name) => name !== 'HoldSession' && name !== 'GetUser');
  expect(() => bindHandlers(handlersOf([...names, 'GetHoliday']), contract)).toThrow(
    'REST operations and their handlers differ: HoldSession has no handler; GetUser has no handler; GetHoliday is no operation of the contract',
  );
});

it('an operation without a handler does not compile', () => {
  const { HoldSession: _, ...incomplete } = handlersOf([]);
  // @ts-expect-error Property 'HoldSession' is missing
  const handlers: OperationHandlers = incomplete;
  expect(handlers).toEqual({});
});
