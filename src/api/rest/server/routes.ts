import type { Contract, OperationType } from '../../contract/model.ts';

/** The values of `{name}` in a path. */
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

/** A literal is in lower case; `placeholder` is the name in `{name}`. */
type RoutePart = { readonly literal: string } | { readonly placeholder: string };

/** The routes of a contract, by how many segments they have: read once, looked through for every request. */
export class Routes {
  readonly #bySize: readonly (readonly ParsedRoute[])[];

  constructor(contract: Contract) {
    const routes = Object.values(contract.operations).flatMap((operation) =>
      operation.routes.map(({ verb, path }) => ({ operation, verb, parts: partsOf(path) })),
    );
    // literal segments win over placeholders
    routes.sort((a, b) => placeholdersIn(a) - placeholdersIn(b));
    const most = Math.max(0, ...routes.map(({ parts }) => parts.length));
    this.#bySize = Array.from({ length: most + 1 }, (_, size) => routes.filter(({ parts }) => parts.length === size));
  }

  /** The operation behind a method and the segments of a path, without regard to case; `null` where there is none. */
  find(method: string, segments: readonly string[]): RouteMatch | null {
    const lowered = segments.map((segment) => segment.toLowerCase());
    for (const route of this.#bySize[segments.length] ?? []) {
      if (route.verb !== method || !fits(route.parts, lowered)) continue;
      return { operation: route.operation, pathValues: valuesIn(route.parts, segments) };
    }
    return null;
  }

  /** The methods that a path answers, each once. */
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

/** The names in the `{name}`s of a route's path. */
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
