/** What a generated client saw while it ran a session from creation to end. */
export interface SessionLife {
  readonly created: string | null | undefined;
  readonly read: string | null | undefined;
  /** Number of items of a list of this session alone, and whether the list has more pages. */
  readonly listed: readonly [count: number | undefined, hasMorePages: boolean | undefined];
  readonly patched: string | null | undefined;
  readonly logged: string | null | undefined;
  readonly ended: boolean | undefined;
  /** Status and validation errors of a session that cannot be created. */
  readonly refused: readonly [status: number, fields: readonly (string | null | undefined)[] | undefined];
}

/** Runs a session's life with one generated client. */
export type RunSessionLife = (url: string, apiKey: string) => Promise<SessionLife>;
