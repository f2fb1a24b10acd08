/** An event of a session. Continue after its cursor when the connection was lost. */
export interface SessionEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly sessionId: string;
}

export interface Session {
  readonly id: string;
  readonly displayName: string | null;
}

/** What the examples do, each with another library. */
export interface SessionsClient {
  /**
   * Creates a chat with people. A repeated call with the same key returns the same session.
   * @throws OperationError
   */
  create(chat: { displayName: string; memberEmailAddresses: string[] }, idempotencyKey: string): Promise<Session>;
  /** Reads all sessions, page by page. */
  list(pageSize: number): AsyncGenerator<Session>;
  /** Returns the cursor of this moment: the start of a subscription. */
  cursorOfNow(): Promise<string>;
  /** Receives the events after a cursor, once and in order, also across lost connections. Ends with the signal. */
  follow(after: string, onEvent: (event: SessionEvent) => void, signal: AbortSignal): Promise<void>;
}

export const operations = {
  create: `mutation Create($input: NewSession!, $idempotencyKey: String) {
    newSession(input: $input, idempotencyKey: $idempotencyKey) { id displayName }
  }`,
  list: `query List($first: Int, $after: String) {
    sessions(first: $first, after: $after) {
      edges { node { id displayName } }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  cursorOfNow: 'query Now { sessionEventCursor }',
  follow: `subscription Follow($after: String) {
    sessionEvents(after: $after) { cursor kind sessionId }
  }`,
} as const;

/** The data of the operations. Fields of mutations are null if they failed. */
export interface Created {
  readonly newSession: Session | null;
}

export interface Listed {
  readonly sessions: {
    readonly edges: readonly { readonly node: Session }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface Now {
  readonly sessionEventCursor: string;
}

export interface Followed {
  readonly sessionEvents: SessionEvent;
}
