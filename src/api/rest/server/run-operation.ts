import type { Role } from '../../../domain/directory/records.ts';
import type { Contract } from '../../contract/model.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { RestDetails } from '../handlers/operation-handler.ts';
import type { AnyOperationHandler } from '../handlers/operation-handlers.ts';
import { restCost } from './operation-cost.ts';
import { type RawRequest, readRequest } from './read-request.ts';
import { requireNames } from './required-names.ts';
import { BatchFailure } from './rest-error.ts';

/** The result of a REST request: one value, or one value for each request of a batch. */
export interface OperationResult {
  readonly values: readonly unknown[];
  /** Whether all values are stored results of earlier requests with the same idempotency keys. */
  readonly replayed: boolean;
}

interface RunDependencies {
  readonly contract: Contract;
  readonly context: RequestContext;
  readonly details: RestDetails;
}

/**
 * Authorizes, decodes and executes a request. The requests of a batch run one after the other, up to the first failure.
 *
 * @throws AppError when the request is not authorized, cannot be decoded, or fails
 * @throws BatchFailure when a request of a batch fails; its cause is the error
 */
export async function runOperation(
  handler: AnyOperationHandler,
  request: RawRequest,
  { contract, context, details }: RunDependencies,
): Promise<OperationResult> {
  const { operation, target } = request.match;
  // authorization comes before decoding, so that only callers with access see validation errors
  if (operation.roles) context.principal.requireUser();
  for (const role of operation.roles ?? []) context.principal.requireRole(role as Role);
  if (operation.anyRole) context.principal.requireAnyRole(operation.anyRole as readonly Role[]);
  const read = readRequest(request, contract);
  const inputs = read instanceof Promise ? await read : read;
  const values: unknown[] = [];
  let replayed = inputs.length > 0;
  for (const input of inputs) {
    const index = values.length;
    try {
      context.budget.spend(restCost(operation, input));
      requireNames(operation, input);
      // `bindHandlers` pairs each handler with the operation whose contract decoded the input
      const decoded = input as never;
      values.push(await handler(context, decoded, target.batch ? detailsOf(details, index) : details));
    } catch (error) {
      throw target.batch ? new BatchFailure(index, error) : error;
    }
    replayed &&= context.idempotentReplay;
  }
  return { values, replayed };
}

/** Returns the details of one request of a batch, with an idempotency key of its own. */
function detailsOf(details: RestDetails, index: number): RestDetails {
  const { idempotencyKey } = details;
  return idempotencyKey ? { ...details, idempotencyKey: `${idempotencyKey}#${index}` } : details;
}
