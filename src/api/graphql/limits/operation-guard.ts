import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import type { RateLimitBudget } from '../../../domain/auth/rate-limiter.ts';
import type { Variables } from './cost-variables.ts';
import { limitRule } from './limit-rule.ts';
import { OperationCosts } from './operation-costs.ts';
import { type QueryLimits, tooComplex } from './query-limits.ts';

/** Deeper than any input has a use for, and shallow enough for whatever goes into it. */
const maxVariableDepth = 64;

/** An operation of a valid document that is about to be executed. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/**
 * The limits of GraphQL, the same for every way in: parse with `maxTokens`, validate with `rules` besides GraphQL's own,
 * and `admit` each execution.
 */
export class OperationGuard {
  readonly maxTokens: number;
  /** What does not depend on variables; worth to be remembered with the document. */
  readonly rules: readonly ValidationRule[];
  readonly #limits: QueryLimits;
  readonly #costs: OperationCosts;

  constructor(schema: GraphQLSchema, limits: QueryLimits) {
    this.maxTokens = limits.tokens;
    this.rules = [limitRule(limits)];
    this.#limits = limits;
    this.#costs = new OperationCosts(schema);
  }

  /** Spends what the execution costs; a request has paid its first point already. @throws QUERY_TOO_COMPLEX, RATE_LIMITED */
  admit({ document, operation, variables }: Execution, budget: RateLimitBudget): void {
    const { listValues, cost: maxCost } = this.#limits;
    const { longest, depth } = shapeOf(variables);
    if (longest > listValues)
      throw tooComplex('listValues', listValues, `A list in the variables has ${longest} values`);
    if (depth > maxVariableDepth) throw tooComplex('depth', maxVariableDepth, `The variables nest ${depth} values`);
    const cost = this.#costs.of(document, operation, variables);
    if (cost > maxCost) throw tooComplex('cost', maxCost, `The operation costs ${roundCost(cost)} points`);
    budget.spend(cost - 1);
  }
}

/** The longest list in a value, and how deep it goes. Bodies are no larger than a megabyte, so this may look at all of it. */
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
