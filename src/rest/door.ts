import { type Contract, findOperation, type OperationType } from '../contract/model.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Address } from './address.ts';

/** Which operation a request means. */
export interface Door {
  readonly operation: OperationType;
  readonly address: Address;
  /** Values of `{name}` in the path. */
  readonly pathValues: readonly (readonly [name: string, value: string])[];
}

/**
 * Finds the operation behind a method and an address, without regard to case.
 * @returns `null` where there is nothing
 * @throws METHOD_NOT_ALLOWED on a pre-defined route for an operation or a method that does not exist
 */
export function findDoor(contract: Contract, method: string, address: Address): Door | null {
  if (!address.predefined) return findRoute(contract, method, address);
  const operation = findOperation(contract, address.predefined.operation);
  if (!operation) throw new AppError('METHOD_NOT_ALLOWED', 'The operation does not exist for this service');
  if (!operation.routes.some((route) => route.verb === method)) {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const { request } = operation;
    const message = `Could not find method named ${verb}(${request}) or Any(${request}) on Service ${request}Service`;
    throw new AppError('METHOD_NOT_ALLOWED', message);
  }
  return { operation, address, pathValues: [] };
}

/** The methods that an address answers: what a 405 has to say. */
export function allowedMethods(contract: Contract, { predefined, segments }: Address): string[] {
  const operations = predefined
    ? [findOperation(contract, predefined.operation)]
    : Object.values(contract.operations).filter(({ routes }) => routes.some(({ path }) => matchPath(path, segments)));
  const routes = operations.flatMap((operation) => operation?.routes ?? []);
  const meant = predefined ? routes : routes.filter(({ path }) => matchPath(path, segments));
  return [...new Set(meant.map(({ verb }) => verb))].sort();
}

function findRoute(contract: Contract, method: string, address: Address): Door | null {
  const matches = Object.values(contract.operations).flatMap((operation) =>
    operation.routes
      .filter((route) => route.verb === method)
      .flatMap((route) => {
        const pathValues = matchPath(route.path, address.segments);
        return pathValues ? [{ operation, address, pathValues }] : [];
      }),
  );
  // literal segments win over placeholders
  return matches.sort((a, b) => a.pathValues.length - b.pathValues.length)[0] ?? null;
}

function matchPath(routePath: string, segments: readonly string[]): [string, string][] | null {
  const expected = routePath.split('/').filter((segment) => segment !== '');
  if (expected.length !== segments.length) return null;
  const values: [string, string][] = [];
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    const [, placeholder] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (placeholder !== undefined) values.push([placeholder, segment]);
    else if (part.toLowerCase() !== segment.toLowerCase()) return null;
  }
  return values;
}
