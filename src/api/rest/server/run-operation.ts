import type { Role } from '../../../domain/directory/records.ts';
import type { Contract } from '../../contract/model.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { RestDetails } from '../handlers/operation-handler.ts';
import type { AnyOperationHandler } from '../handlers/operation-handlers.ts';
import { restCost } from './operation-cost.ts';
import { type RawRequest, readRequest } from './read-request.ts';
import { requireNames } from './required-names.ts';
import { BatchFailure } from './rest-error.ts';

/** One value, or one for each request of a batch. */
export interface OperationResult {
  readonly values: readonly unknown[];
  /** Whether an idempotency key brought all of it back from earlier. */
  readonly replayed: boolean;
}

interface RunDependencies {
  readonly contract: Contract;
  readonly context: Promise<RequestContext>;
  readonly details: RestDetails;
}

/**
 * Checks who asks, reads what is asked, and does it; a batch one by one, up to the first failure.
 * @throws the refusals of reading and of the service, in a BatchFailure where a batch is under way
 */
export async function runOperation(
  handler: AnyOperationHandler,
  request: RawRequest,
  { contract, context: authenticated, details }: RunDependencies,
): Promise<OperationResult> {
  const { operation, target } = request.match;
  const context = await authenticated;
  // before the body is looked at: who may not ask need not learn how
  if (operation.roles) context.principal.requireUser();
  for (const role of operation.roles ?? []) context.principal.requireRole(role as Role);
  const read = readRequest(request, contract);
  const inputs = read instanceof Promise ? await read : read;
  const values: unknown[] = [];
  let replayed = inputs.length > 0;
  for (const input of inputs) {
    const index = values.length;
    try {
      context.budget.spend(restCost(operation, input));
      requireNames(operation, input);
      // decoded by the contract of the class that the handler takes
      const decoded = input as never;
      values.push(await handler(context, decoded, target.batch ? detailsOf(details, index) : details));
    } catch (error) {
      throw target.batch ? new BatchFailure(index, error) : error;
    }
    replayed &&= context.idempotentReplay;
  }
  return { values, replayed };
}

/** Of one request of a batch: each has a key of its own. */
function detailsOf(details: RestDetails, index: number): RestDetails {
  const { idempotencyKey } = details;
  return idempotencyKey ? { ...details, idempotencyKey: `${idempotencyKey}#${index}` } : details;
}
