import { type AnyVariables, Client, cacheExchange, fetchExchange, type OperationResult } from '@urql/core';
import { onEnd, pipe, subscribe } from 'wonka';
import { OperationError } from './operation-error.ts';
import { type Created, type Followed, type Listed, type Now, operations, type SessionsClient } from './operations.ts';
import { resume } from './resume.ts';

/** Creates a client with urql's defaults: short queries are sent by GET, which the API key permits. */
export function createUrqlClient(url: string, apiKey: string): SessionsClient {
  const client = new Client({
    url,
    fetchOptions: { headers: { Authorization: `Bearer ${apiKey}` } },
    exchanges: [cacheExchange, fetchExchange],
    // subscriptions as server-sent events
    fetchSubscriptions: true,
  });

  return {
    async create({ displayName, memberEmailAddresses }, idempotencyKey) {
      const input = { channel: 'Chat', displayName, memberEmailAddresses };
      const { newSession } = dataOf(await client.mutation<Created>(operations.create, { input, idempotencyKey }));
      if (!newSession) throw new OperationError([]);
      return newSession;
    },

    async *list(first) {
      for (let after: string | null = null; ; ) {
        // the cache has the pages of an earlier walk
        const context = { requestPolicy: 'network-only' } as const;
        const { sessions }: Listed = dataOf(await client.query<Listed>(operations.list, { first, after }, context));
        yield* sessions.edges.map(({ node }) => node);
        if (!sessions.pageInfo.hasNextPage) return;
        after = sessions.pageInfo.endCursor;
      }
    },

    async cursorOfNow() {
      const context = { requestPolicy: 'network-only' } as const;
      return dataOf(await client.query<Now>(operations.cursorOfNow, {}, context)).sessionEventCursor;
    },

    follow(start, onEvent, signal) {
      return resume(
        start,
        (after, onNext, ended) =>
          new Promise((resolve, reject) => {
            const { unsubscribe } = pipe(
              client.subscription<Followed>(operations.follow, { after }),
              onEnd(resolve),
              subscribe((result) => {
                try {
                  onNext(dataOf(result).sessionEvents);
                } catch (error) {
                  reject(error);
                }
              }),
            );
            ended.addEventListener('abort', unsubscribe);
          }),
        onEvent,
        signal,
      );
    },
  };
}

/** @throws OperationError for errors of the operation, or the error of the network */
function dataOf<Data>({ data, error }: OperationResult<Data, AnyVariables>): Data {
  if (error?.networkError) throw error.networkError;
  if (error || !data) throw new OperationError(error?.graphQLErrors ?? []);
  return data;
}
