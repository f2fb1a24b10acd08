/** The ways in: one request and its answer over GraphQL or REST, a connection that stays open, and everything else. */
export type Door = 'graphql' | 'rest' | 'live' | 'page';

/** What becomes known of a request while it is worked on, for whoever counts and traces: who finds it out writes it down. */
export interface RequestReport {
  door: Door;
  /** By the schema or the contract and never as the client wrote it, so there are only so many; null: none was found. */
  operation: string | null;
  /** Of every error in the answer. */
  readonly codes: string[];
  /** Where its sender stands, as soon as that is known. */
  quota: { usage(): { readonly limit: number; readonly remaining: number; readonly resetSeconds: number } } | null;
}

export function newReport(door: Door): RequestReport {
  return { door, operation: null, codes: [], quota: null };
}
