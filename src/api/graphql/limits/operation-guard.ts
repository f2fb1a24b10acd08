import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import type { RateLimitBudget } from '../../../domain/auth/rate-limiter.ts';
import type { Variables } from './cost-variables.ts';
import { limitRule } from './limit-rule.ts';
import { OperationCosts } from './operation-costs.ts';
import { type QueryLimits, tooComplex } from './query-limits.ts';
import { subscriptionRootRule } from './subscription-root-rule.ts';

/** Maximum nesting of variables: deeper than any input type needs, and shallow enough for recursive code. */
const maxVariableDepth = 64;

/** A pending execution of an operation. The document is valid. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * Enforces the GraphQL limits, the same for every transport. A transport must parse with `maxTokens`, validate with
 * `rules` in addition to the rules of graphql-js, and `admit` each execution.
 */
export class OperationGuard {
  readonly maxTokens: number;
  /** Validation rules. Their results do not depend on variables and can be cached with the document. */
  readonly rules: readonly ValidationRule[];
  readonly #limits: QueryLimits;
  readonly #costs: OperationCosts;

  constructor(schema: GraphQLSchema, limits: QueryLimits) {
    this.maxTokens = limits.tokens;
    this.rules = [limitRule(limits), subscriptionRootRule];
    this.#limits = limits;
    this.#costs = new OperationCosts(schema);
  }

  /**
   * Checks an execution against the limits and spends its cost. Each request has already paid its first point.
   *
   * @returns the cost in points
   * @throws QUERY_TOO_COMPLEX when the variables or the cost exceed a limit
   * @throws RATE_LIMITED when the budget is too small
   */
  admit({ document, operation, variables }: Execution, budget: Pick<RateLimitBudget, 'spend'>): number {
    const { listValues, cost: maxCost } = this.#limits;
    const { longest, depth } = shapeOf(variables);
    if (longest > listValues)
      throw tooComplex('listValues', listValues, `A list in the variables has ${longest} values`);
    if (depth > maxVariableDepth) throw tooComplex('depth', maxVariableDepth, `The variables are ${depth} levels deep`);
    const cost = this.#costs.of(document, operation, variables);
    if (cost > maxCost) throw tooComplex('cost', maxCost, `The operation costs ${roundCost(cost)} points`);
    budget.spend(cost - 1);
    return cost;
  }
}

/** Measures the longest list and the depth of a value. Visiting the whole value is cheap: bodies are at most 1 MiB. */
function shapeOf(value: unknown): { longest: number; depth: number } {
  const shape = { longest: 0, depth: 0 };
  const open: (readonly [value: unknown, depth: number])[] = [[value, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [given, depth] = next;
    if (typeof given !== 'object' || given === null) continue;
    shape.depth = Math.max(shape.depth, depth);
    if (Array.isArray(given)) shape.longest = Math.max(shape.longest, given.length);
    for (const inner of Object.values(given)) if (typeof inner === 'object') open.push([inner, depth + 1]);
  }
  return shape;
}

function roundCost(cost: number): string {
  return Number.isFinite(cost) && cost < 1e9 ? String(cost) : 'over 1000000000';
}
