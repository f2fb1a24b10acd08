import { throwIfInvalid } from '../../../common/errors/app-error.ts';
import { requiredError } from '../../../common/validation/text.ts';
import type { OperationType } from '../../contract/model.ts';
import { pathMembersOf } from './routes.ts';

/**
 * Checks that a request has the members that every path of its operation supplies, such as `sessionId`. A request on a
 * pre-defined route has no such path, so it can lack them.
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
    const [first = [], ...others] = operation.routes.map(pathMembersOf);
    names = first.filter((name) => others.every((other) => other.includes(name)));
    cache.set(operation, names);
  }
  return names;
}
