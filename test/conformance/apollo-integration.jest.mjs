import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { pino } from 'pino';
import { allowAnyDocument } from '../../dist/api/graphql/persisted-operations/persisted-operations.js';
import { graphqlPlugin } from '../../dist/api/graphql/server/plugin.js';
import { toAppError } from '../../dist/api/http/error-mapping.js';
import { createDeadline } from '../../dist/api/http/request-deadline.js';
import { createHttpServer } from '../../dist/api/http/server.js';

const limits = { receiveTimeoutSeconds: 30, keepAliveSeconds: 5, requestTimeoutSeconds: 30, maxEventLoopDelayMs: 0 };

/** Runs the suite against the GraphQL plugin of this project, with an Apollo Server that the suite configures. */
defineIntegrationTestSuite(
  async (config, { context = async () => ({}) } = {}) => {
    const apollo = new ApolloServer(config);
    await apollo.start();
    const server = await createHttpServer({
      isAccepting: () => true,
      isDraining: () => false,
      log: pino({ level: 'silent' }),
      isReady: async () => true,
      trustProxy: [],
      limits,
      corsOrigins: [],
    });
    const nothingLive = { connect: () => undefined, stream: () => undefined };
    await server.register(graphqlPlugin, {
      apollo,
      persistedOperations: allowAnyDocument,
      compiledRequests: { find: () => null },
      contextOf: context,
      withRequestDeadline: createDeadline(limits.requestTimeoutSeconds),
      toAppError,
      playground: null,
      subscriptionTransports: nothingLive,
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    return { server: apollo, url: `${url}/graphql`, extraCleanup: () => server.close() };
  },
  { noIncrementalDelivery: true },
);
