import type { Contract, OperationType } from '../../contract/model.ts';

/** The values of the placeholders in a path. */
export type PathValues = readonly (readonly [name: string, value: string])[];

export interface RouteMatch {
  readonly operation: OperationType;
  readonly pathValues: PathValues;
}

interface ParsedRoute {
  readonly operation: OperationType;
  readonly verb: string;
  readonly parts: readonly RoutePart[];
}

/** One segment of a route: a literal in lower case, or the name of a placeholder such as `{name}`. */
type RoutePart = { readonly literal: string } | { readonly placeholder: string };

/** The routes of a contract, parsed once and indexed by their number of segments. */
export class Routes {
  readonly #bySize: readonly (readonly ParsedRoute[])[];

  constructor(contract: Contract) {
    const routes = Object.values(contract.operations).flatMap((operation) =>
      operation.routes.map(({ verb, path }) => ({ operation, verb, parts: partsOf(path) })),
    );
    // literal segments take precedence over placeholders
    routes.sort((a, b) => placeholdersIn(a) - placeholdersIn(b));
    const most = Math.max(0, ...routes.map(({ parts }) => parts.length));
    this.#bySize = Array.from({ length: most + 1 }, (_, size) => routes.filter(({ parts }) => parts.length === size));
  }

  /** Finds the operation of a method and a path, ignoring the case of the path; `null` if no route matches. */
  find(method: string, segments: readonly string[]): RouteMatch | null {
    const lowered = segments.map((segment) => segment.toLowerCase());
    for (const route of this.#bySize[segments.length] ?? []) {
      if (route.verb !== method || !fits(route.parts, lowered)) continue;
      return { operation: route.operation, pathValues: valuesIn(route.parts, segments) };
    }
    return null;
  }

  /** Returns the distinct methods of a path. */
  methodsOf(segments: readonly string[]): string[] {
    const lowered = segments.map((segment) => segment.toLowerCase());
    const matching = (this.#bySize[segments.length] ?? []).filter(({ parts }) => fits(parts, lowered));
    return [...new Set(matching.map(({ verb }) => verb))];
  }
}

function partsOf(path: string): RoutePart[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.map((segment) => {
    const [, placeholder] = /^\{(\w+)\}$/.exec(segment) ?? [];
    return placeholder === undefined ? { literal: segment.toLowerCase() } : { placeholder };
  });
}

/** Returns the names of the placeholders in the path of a route. */
export function placeholdersOf(path: string): string[] {
  return partsOf(path).flatMap((part) => ('placeholder' in part ? part.placeholder : []));
}

function placeholdersIn({ parts }: ParsedRoute): number {
  return parts.filter((part) => 'placeholder' in part).length;
}

function fits(parts: readonly RoutePart[], lowered: readonly string[]): boolean {
  return parts.every((part, at) => !('literal' in part) || part.literal === lowered[at]);
}

function valuesIn(parts: readonly RoutePart[], segments: readonly string[]): PathValues {
  return parts.flatMap((part, at) => ('placeholder' in part ? [[part.placeholder, segments[at] ?? ''] as const] : []));
}
