import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import type { Quota } from '../../auth/quotas.ts';
import type { Variables } from './cost-variables.ts';
import { limitRule } from './limit-rule.ts';
import { OperationCosts } from './operation-costs.ts';
import { type QueryLimits, tooComplex } from './query-limits.ts';

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
  admit({ document, operation, variables }: Execution, quota: Quota): void {
    const { listValues, cost: maxCost } = this.#limits;
    const longest = longestList(variables);
    if (longest > listValues)
      throw tooComplex('listValues', listValues, `A list in the variables has ${longest} values`);
    const cost = this.#costs.of(document, operation, variables);
    if (cost > maxCost) throw tooComplex('cost', maxCost, `The operation costs ${roundCost(cost)} points`);
    quota.spend(cost - 1);
  }
}

/** Bodies are no larger than a megabyte, so this may look at all of it. */
function longestList(value: unknown): number {
  let longest = 0;
  const open: unknown[] = [value];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) longest = Math.max(longest, next.length);
    for (const inner of Object.values(next)) if (typeof inner === 'object') open.push(inner);
  }
  return longest;
}

function roundCost(cost: number): string {
  return Number.isFinite(cost) && cost < 1e9 ? String(cost) : 'over 1000000000';
}
