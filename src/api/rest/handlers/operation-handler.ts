import type { RequestContext } from '../../http/request-context.ts';

/** The parts of a REST request that are not in its DTO. */
export interface RestDetails {
  /** The effective method, in upper case. */
  readonly method: string;
  readonly idempotencyKey: string | null;
  /** The `If-Match` header, not parsed. */
  readonly ifMatch: string | null;
}

/**
 * Executes one operation.
 *
 * @param request the decoded request DTO
 * @returns the response DTO as a plain object
 */
export type OperationHandler<Request, Response = unknown> = (
  context: RequestContext,
  request: Request,
  details: RestDetails,
) => Promise<Response>;
