/** The ways in: one request and its answer over GraphQL or REST, a connection that stays open, and everything else. */
export type Transport = 'graphql' | 'rest' | 'streaming' | 'other';

/** What becomes known of a request while it is worked on, for whoever counts and traces: who finds it out writes it down. */
export interface RequestSummary {
  transport: Transport;
  /** By the schema or the contract and never as the client wrote it, so there are only so many; null: none was found. */
  operation: string | null;
  /** Of every error in the answer. */
  readonly codes: string[];
  /** Where its sender stands, as soon as that is known. */
  budget: { usage(): { readonly limit: number; readonly remaining: number; readonly resetSeconds: number } } | null;
}

export function newRequestSummary(transport: Transport): RequestSummary {
  return { transport, operation: null, codes: [], budget: null };
}
