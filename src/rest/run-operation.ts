import type { RequestContext } from '../auth/request-context.ts';
import type { Contract } from '../contract/model.ts';
import type { Role } from '../directory/records.ts';
import { restCost } from './operation-cost.ts';
import type { OperationHandler, RestDetails } from './operation-handler.ts';
import { type RawRequest, readRequest } from './read-request.ts';
import { BatchFailure } from './rest-error.ts';

/** One value, or one for each request of a batch. */
export interface OperationResult {
  readonly values: readonly unknown[];
  /** Whether an idempotency key brought all of it back from earlier. */
  readonly replayed: boolean;
}

/**
 * Checks who asks, reads what is asked, and does it; a batch one by one, up to the first failure.
 * @throws the refusals of reading and of the service, in a BatchFailure where a batch is under way
 */
export async function runOperation(
  handler: OperationHandler,
  request: RawRequest,
  { contract, context, details }: { contract: Contract; context: RequestContext; details: RestDetails },
): Promise<OperationResult> {
  const { operation, address } = request.door;
  const { batch } = address;
  // before the body is looked at: who may not ask need not learn how
  if (operation.roles) context.principal.requireUser();
  for (const role of operation.roles ?? []) context.principal.requireRole(role as Role);
  const inputs = await readRequest(request, contract);
  const values: unknown[] = [];
  let replayed = inputs.length > 0;
  for (const [index, input] of inputs.entries()) {
    const idempotencyKey =
      details.idempotencyKey && batch ? `${details.idempotencyKey}#${index}` : details.idempotencyKey;
    try {
      context.quota.spend(restCost(operation, input));
      values.push(await handler(context, input, { ...details, idempotencyKey }));
    } catch (error) {
      throw batch ? new BatchFailure(index, error) : error;
    }
    replayed &&= context.idempotentReplay;
  }
  return { values, replayed };
}
