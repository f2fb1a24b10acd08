import type { Contract, OperationType, Route } from '../../contract/model.ts';

/** Members that a path supplies, with their values. */
export type PathValues = readonly (readonly [name: string, value: string])[];

export interface RouteMatch {
  readonly operation: OperationType;
  /** Members whose names are placeholders of the path; they override all other parts of the request. */
  readonly pathValues: PathValues;
  /** Members of placeholders with another name; every other part of the request overrides them. */
  readonly pathDefaults: PathValues;
}

interface ParsedRoute {
  readonly operation: OperationType;
  readonly verb: string;
  readonly parts: readonly RoutePart[];
}

/** One segment of a route: a literal in lower case, or a placeholder such as `{name}` with the member it supplies. */
type RoutePart = { readonly literal: string } | Placeholder;

interface Placeholder {
  readonly member: string;
  readonly isDefault: boolean;
}

/** The routes of a contract, parsed once and indexed by their number of segments. */
export class Routes {
  readonly #bySize: readonly (readonly ParsedRoute[])[];

  constructor(contract: Contract) {
    const routes = Object.values(contract.operations).flatMap((operation) =>
      operation.routes.map((route) => ({ operation, verb: route.verb, parts: partsOf(route) })),
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
      const { operation, parts } = route;
      const pathDefaults = valuesIn(parts, segments, true);
      return { operation, pathValues: valuesIn(parts, segments, false), pathDefaults };
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

function partsOf({ path, variables = {} }: Route): RoutePart[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.map((segment) => {
    const [, name] = /^\{(\w+)\}$/.exec(segment) ?? [];
    if (name === undefined) return { literal: segment.toLowerCase() };
    const member = variables[name];
    return { member: member ?? name, isDefault: member !== undefined };
  });
}

/** Returns the names of the members that the path of a route supplies. */
export function pathMembersOf(route: Route): string[] {
  return partsOf(route).flatMap((part) => ('member' in part ? part.member : []));
}

function placeholdersIn({ parts }: ParsedRoute): number {
  return parts.filter((part) => 'member' in part).length;
}

function fits(parts: readonly RoutePart[], lowered: readonly string[]): boolean {
  return parts.every((part, at) => !('literal' in part) || part.literal === lowered[at]);
}

function valuesIn(parts: readonly RoutePart[], segments: readonly string[], areDefaults: boolean): PathValues {
  return parts.flatMap((part, at) =>
    'member' in part && part.isDefault === areDefaults ? [[part.member, segments[at] ?? ''] as const] : [],
  );
}
