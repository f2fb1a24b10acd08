import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { type CostPart, planCost } from './cost-plan.ts';
import type { Variables } from './cost-variables.ts';

/** What operations cost over one schema. A document is read once; its cost is then worked out for each request's variables. */
export class OperationCosts {
  readonly #schema: GraphQLSchema;
  readonly #plans = new WeakMap<OperationDefinitionNode, CostPart>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** @returns the points of one operation of a valid document, at least 1: an upper bound of the work, from the schema alone */
  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables = {}): number {
    let plan = this.#plans.get(operation);
    if (!plan) {
      const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
      plan = planCost(this.#schema, operation, new Map(fragments.map((node) => [node.name.value, node])));
      this.#plans.set(operation, plan);
    }
    // sums of tenths are not exact
    const tenths = Math.round(evaluateCost(plan, variables, new Map()) * 10);
    return Math.max(1, Math.ceil(tenths / 10));
  }
}

/** @param known what shared parts come to, so that fragments within fragments are worked out once each */
function evaluateCost(part: CostPart, variables: Variables, known: Map<CostPart, number>): number {
  if (part.when.length === 0 && part.parts.length === 0) return part.points;
  const before = known.get(part);
  if (before !== undefined) return before;
  const amount = part.when.every((holds) => holds(variables)) ? amountOf(part, variables, known) : 0;
  known.set(part, amount);
  return amount;
}

function amountOf({ points, times, parts }: CostPart, variables: Variables, known: Map<CostPart, number>): number {
  const count = typeof times === 'number' ? times : times(variables);
  // nothing of an endless sum is still nothing, not NaN
  if (count === 0) return points;
  return points + count * parts.reduce((sum, inner) => sum + evaluateCost(inner, variables, known), 0);
}
