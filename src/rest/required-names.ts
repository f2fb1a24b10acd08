import type { OperationType } from '../contract/model.ts';
import { refuseFaults } from '../kernel/app-error.ts';
import { mustNotBeEmpty } from '../kernel/check-text.ts';
import { placeholdersOf } from './routes.ts';

/**
 * Refuses a request that does not say what it is about: what every path of the operation has a place for, and a request
 * at a pre-defined route may have left out. @throws BAD_USER_INPUT naming each
 */
export function requireNames(operation: OperationType, input: Readonly<Record<string, unknown>>): void {
  refuseFaults(
    namesOf(operation)
      .filter((name) => input[name] === null)
      .map(mustNotBeEmpty),
  );
}

const known = new WeakMap<OperationType, readonly string[]>();

function namesOf(operation: OperationType): readonly string[] {
  let names = known.get(operation);
  if (!names) {
    const [first = [], ...others] = operation.routes.map(({ path }) => placeholdersOf(path));
    names = first.filter((name) => others.every((other) => other.includes(name)));
    known.set(operation, names);
  }
  return names;
}
