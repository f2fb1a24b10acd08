import type { RequestContext } from '../../http/request-context.ts';

/** What a REST request says besides its DTO. */
export interface RestDetails {
  /** In capitals, overrides heeded. */
  readonly method: string;
  readonly idempotencyKey: string | null;
  /** As it was sent. */
  readonly ifMatch: string | null;
}

/** Executes one operation on its decoded request DTO. @returns the response DTO as a plain object */
export type OperationHandler<Request, Response = unknown> = (
  context: RequestContext,
  request: Request,
  details: RestDetails,
) => Promise<Response>;
