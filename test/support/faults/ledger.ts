import { password, pause } from './processes.ts';

export interface FaultFigures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly rejected: number;
  readonly unanswered: number;
  readonly lost: number;
  readonly doubled: number;
}

/** What the operations of this file select. */
interface GraphqlData {
  readonly newSession: { readonly id: string } | null;
  readonly nodes: readonly ({ readonly id: string } | null)[];
  readonly sessions: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

interface GraphqlResponse {
  readonly status: number;
  readonly data?: GraphqlData;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

interface CreateResult {
  readonly status: number;
  readonly id?: string | undefined;
  /** The code of a refusal. */
  readonly code?: string | undefined;
}

export const headers = {
  authorization: `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`,
  'content-type': 'application/json',
  accept: 'application/json',
};
const timeoutMs = 30_000;
const pageSize = 100;

/** Sends an operation as the demo user of the account Acme. */
export async function graphql(url: string, query: string, variables?: object): Promise<GraphqlResponse> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Omit<GraphqlResponse, 'status'>;
  return { ...body, status: response.status };
}

/** @returns the data of an operation. @throws Error when there is none */
export async function graphqlData(url: string, query: string, variables?: object): Promise<GraphqlData> {
  const { data, errors } = await graphql(url, query, variables);
  if (errors || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data;
}

/** Creates a session over GraphQL for odd numbers, over REST for even ones. */
async function create(url: string, number: number, key: string): Promise<CreateResult> {
  const displayName = `create ${number}`;
  if (number % 2) {
    const query = 'mutation($i:NewSession!,$k:String){newSession(input:$i,idempotencyKey:$k){id}}';
    const { status, data, errors } = await graphql(url, query, { i: { channel: 'Voice', displayName }, k: key });
    return { status, id: data?.newSession?.id, code: errors?.[0]?.extensions.code };
  }
  const response = await fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body: JSON.stringify({ displayName }),
  });
  const body = (await response.json()) as { id?: string; responseStatus?: { errorCode: string } };
  const code = body.responseStatus?.errorCode;
  return { status: response.status, id: body.id, code: code === 'ServiceUnavailable' ? 'UNAVAILABLE' : code };
}

/**
 * Creates sessions, each with an idempotency key of its own, and retries those that were refused or not answered. Finally
 * looks for every one of them.
 */
export class Ledger {
  sent = 0;
  rejected = 0;
  unanswered = 0;
  changed = 0;
  /** Ids of acknowledged sessions, by the number of the create. */
  readonly acknowledged = new Map<number, string>();
  #last = 0;
  /** What ended a client. */
  #failure: Error | null = null;

  /** @returns the number of a create that was not tried yet */
  next(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Sends one request. @returns whether it was acknowledged. @throws Error for a response that no fault explains */
  async attempt(url: string, number: number): Promise<boolean> {
    this.sent += 1;
    try {
      const { id, status, code } = await create(url, number, `key ${number}`);
      if (!id && code !== 'UNAVAILABLE') throw new Error(`unexpected response ${status} ${code}`);
      if (!id) this.rejected += 1;
      else if ((this.acknowledged.get(number) ?? id) === id) this.acknowledged.set(number, id);
      else this.changed += 1;
      return id !== undefined;
    } catch (error) {
      // fetch throws these when the connection breaks, before or within the response
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      this.unanswered += 1;
      return false;
    }
  }

  /** Clients create one session after the other until they are stopped. @returns a function that stops them */
  start(urlOf: () => string, clients: number): () => Promise<void> {
    let isStopped = false;
    const client = async (): Promise<void> => {
      while (!isStopped) {
        const number = this.next();
        while (!(await this.attempt(urlOf(), number)) && !isStopped) await pause(50);
      }
    };
    const working = Promise.all(Array.from({ length: clients }, client));
    working.catch((error: Error) => {
      this.#failure ??= error;
    });
    return async () => {
      isStopped = true;
      await working;
    };
  }

  /** Waits until this many more creates are acknowledged. */
  async more(count: number): Promise<void> {
    const goal = this.acknowledged.size + count;
    const end = Date.now() + timeoutMs;
    while (this.acknowledged.size < goal) {
      if (this.#failure) throw this.#failure;
      if (Date.now() > end) throw new Error(`nothing was acknowledged for ${timeoutMs / 1_000} s`);
      await pause(5);
    }
  }

  /** Looks for every acknowledged session, then repeats every create and counts the sessions: there must be one for each. */
  async settle(url: string): Promise<FaultFigures> {
    const lost = await this.#missing(url);
    const { sent, rejected, unanswered } = this;
    const acknowledged = this.acknowledged.size;
    for (let at = 1; at <= this.#last; at += 32) {
      const numbers = Array.from({ length: Math.min(32, this.#last + 1 - at) }, (_, index) => at + index);
      await Promise.all(numbers.map((number) => this.attempt(url, number)));
    }
    if (this.acknowledged.size < this.#last) throw new Error('a create was refused after the fault was over');
    const { sessions } = await graphqlData(url, '{sessions(first:0){totalCount}}');
    const doubled = sessions.totalCount - this.#last + this.changed;
    return { sent, acknowledged, rejected, unanswered, lost, doubled };
  }

  async #missing(url: string): Promise<number> {
    const ids = [...this.acknowledged.values()];
    let missing = 0;
    for (let at = 0; at < ids.length; at += pageSize) {
      const page = { ids: ids.slice(at, at + pageSize) };
      const { nodes } = await graphqlData(url, 'query($ids:[ID!]!){nodes(ids:$ids){id}}', page);
      missing += nodes.filter((node) => node === null).length;
    }
    return missing;
  }
}
