import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition, relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { type ClientOptions, createClient } from 'graphql-ws';
import { OperationError } from './operation-error.ts';
import { type Created, type Followed, type Listed, type Now, operations, type SessionsClient } from './operations.ts';
import { resume } from './resume.ts';

/**
 * Creates a client with Apollo Client 4; it receives events over WebSocket.
 * @param webSocketImpl for a runtime without a global WebSocket, such as Node 20
 */
export function createApolloClient(
  url: string,
  apiKey: string,
  webSocketImpl?: ClientOptions['webSocketImpl'],
): SessionsClient {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: headers,
    webSocketImpl,
    // `resume` subscribes again, after the last event
    retryAttempts: 0,
  });
  const client = new ApolloClient({
    link: ApolloLink.split(
      ({ query }) => {
        const definition = getMainDefinition(query);
        return 'operation' in definition && definition.operation === OperationTypeNode.SUBSCRIPTION;
      },
      new GraphQLWsLink(socket),
      new HttpLink({ uri: url, headers }),
    ),
    cache: new InMemoryCache({
      typePolicies: { Query: { fields: { sessions: relayStylePagination(['filter', 'orderBy']) } } },
    }),
  });

  return {
    async create({ displayName, memberEmailAddresses }, idempotencyKey) {
      const variables = { input: { channel: 'Chat', displayName, memberEmailAddresses }, idempotencyKey };
      const { data } = await client
        .mutate<Created>({ mutation: gql(operations.create), variables })
        .catch(throwOperationError);
      if (!data?.newSession) throw new OperationError([]);
      return data.newSession;
    },

    async *list(first) {
      // merges the pages into one list of the cache
      const query = client.watchQuery<Listed>({
        query: gql(operations.list),
        variables: { first },
        fetchPolicy: 'network-only',
      });
      let { data } = await query.refetch().catch(throwOperationError);
      for (;;) {
        const { edges, pageInfo } = (data as Listed).sessions;
        yield* edges.map(({ node }) => node);
        if (!pageInfo.hasNextPage) return;
        ({ data } = await query.fetchMore({ variables: { after: pageInfo.endCursor } }).catch(throwOperationError));
      }
    },

    async cursorOfNow() {
      const { data } = await client
        .query<Now>({ query: gql(operations.cursorOfNow), fetchPolicy: 'network-only' })
        .catch(throwOperationError);
      if (!data) throw new OperationError([]);
      return data.sessionEventCursor;
    },

    follow(start, onEvent, signal) {
      return resume(
        start,
        (after, onNext, ended) =>
          new Promise((resolve, reject) => {
            const subscription = client
              .subscribe<Followed>({ query: gql(operations.follow), variables: { after } })
              .subscribe({
                next: ({ data, error }) => (data && !error ? onNext(data.sessionEvents) : reject(toError(error))),
                error: reject,
                complete: resolve,
              });
            ended.addEventListener('abort', () => {
              subscription.unsubscribe();
              resolve();
            });
          }),
        onEvent,
        signal,
      );
    },
  };
}

function toError(error: unknown): unknown {
  return CombinedGraphQLErrors.is(error) ? new OperationError(error.errors) : error;
}

function throwOperationError(error: unknown): never {
  throw toError(error);
}
