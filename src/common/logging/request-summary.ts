/** Transport: one request over GraphQL or REST, a connection that stays open, or anything else. */
export type Transport = 'graphql' | 'rest' | 'streaming' | 'other';

/**
 * Facts about a request for metrics and traces.
 * Each component that determines one of them sets it while the request is processed.
 */
export interface RequestSummary {
  transport: Transport;
  /**
   * Operation name in the schema or the contract; null if there is none.
   * It never comes from the client, so that the number of distinct names is bounded.
   */
  operation: string | null;
  /** Codes of all errors in the response. */
  readonly codes: string[];
  /** Rate limit budget of the caller; null until it is determined. */
  budget: { usage(): { readonly limit: number; readonly remaining: number; readonly resetSeconds: number } } | null;
}

export function newRequestSummary(transport: Transport): RequestSummary {
  return { transport, operation: null, codes: [], budget: null };
}
