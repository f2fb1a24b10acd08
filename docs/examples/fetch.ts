import { OperationError } from './operation-error.ts';
import { type Created, type Followed, type Listed, type Now, operations, type SessionsClient } from './operations.ts';
import { resume } from './resume.ts';

/** Creates a client without a library; it receives events as server-sent events. */
export function createFetchClient(url: string, apiKey: string): SessionsClient {
  const post = (accept: string, query: string, variables: object, signal: AbortSignal | null = null) =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept, Authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables }),
      signal,
    });

  async function send<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await post('application/json', query, variables);
    const { data, errors } = (await response.json()) as { data?: Data; errors?: object[] };
    if (errors || !data) throw new OperationError(errors ?? []);
    return data;
  }

  return {
    async create({ displayName, memberEmailAddresses }, idempotencyKey) {
      const input = { channel: 'Chat', displayName, memberEmailAddresses };
      const { newSession } = await send<Created>(operations.create, { input, idempotencyKey });
      if (!newSession) throw new OperationError([]);
      return newSession;
    },

    async *list(first) {
      for (let after: string | null = null; ; ) {
        const { sessions }: Listed = await send<Listed>(operations.list, { first, after });
        yield* sessions.edges.map(({ node }) => node);
        if (!sessions.pageInfo.hasNextPage) return;
        after = sessions.pageInfo.endCursor;
      }
    },

    async cursorOfNow() {
      return (await send<Now>(operations.cursorOfNow)).sessionEventCursor;
    },

    follow(start, onEvent, signal) {
      return resume(
        start,
        async (after, onNext, ended) => {
          const response = await post('text/event-stream', operations.follow, { after }, ended);
          for await (const { data, errors } of readResults<Followed>(response)) {
            if (errors || !data) throw new OperationError(errors ?? []);
            onNext(data.sessionEvents);
          }
        },
        onEvent,
        signal,
      );
    },
  };
}

/** Reads the `next` events of an event stream. Lines that begin with a colon keep the connection open. */
async function* readResults<Data>(response: Response): AsyncGenerator<{ data?: Data; errors?: object[] }> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
      if (lines.includes('event: next') && data) yield JSON.parse(data);
    }
  }
}
