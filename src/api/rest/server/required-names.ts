import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { requiredError } from '../../../common/validation/text.ts';
import type { OperationType } from '../../contract/model.ts';
import { placeholdersOf } from './routes.ts';

/**
 * Checks that a request has the members that are placeholders in every path of its operation, such as `id`. A
 * request on a pre-defined route has no placeholders, so it can lack them.
 *
 * @throws BAD_USER_INPUT with an error for each missing member
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
