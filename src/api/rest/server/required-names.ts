import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { requiredError } from '../../../common/validation/text.ts';
import type { OperationType } from '../../contract/model.ts';
import { placeholdersOf } from './routes.ts';

/**
 * Refuses a request that does not say what it is about: what every path of the operation has a place for, and a request
 * at a pre-defined route may have left out. @throws BAD_USER_INPUT naming each
 */
export function requireNames(operation: OperationType, input: Readonly<Record<string, unknown>>): void {
  throwIfInvalid(
    namesOf(operation)
      .filter((name) => input[name] === null)
      .map(requiredError),
  );
}

const cache = new WeakMap<OperationType, readonly string[]>();

function namesOf(operation: OperationType): readonly string[] {
  let names = cache.get(operation);
  if (!names) {
    const [first = [], ...others] = operation.routes.map(({ path }) => placeholdersOf(path));
    names = first.filter((name) => others.every((other) => other.includes(name)));
    cache.set(operation, names);
  }
  return names;
}
