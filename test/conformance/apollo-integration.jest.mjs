import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { pino } from 'pino';
import { graphqlPlugin } from '../../dist/graphql/plugin.js';
import { anyDocument } from '../../dist/graphql/trusted/documents.js';
import { refusalOf } from '../../dist/http/refusal.js';
import { createDeadline } from '../../dist/http/request-deadline.js';
import { createHttpServer } from '../../dist/http/server.js';

const limits = { arrivalSeconds: 30, keepAliveSeconds: 5, deadlineSeconds: 30, maxDelayMs: 0 };

/** Our door for GraphQL over HTTP, with an Apollo Server that the suite makes up. */
defineIntegrationTestSuite(
  async (config, { context = async () => ({}) } = {}) => {
    const apollo = new ApolloServer(config);
    await apollo.start();
    const server = await createHttpServer({
      log: pino({ level: 'silent' }),
      isReady: async () => true,
      trustProxy: [],
      limits,
      corsOrigins: [],
    });
    const nothingLive = { connect: () => undefined, stream: () => undefined };
    await server.register(graphqlPlugin, {
      apollo,
      documents: anyDocument,
      compiled: { find: () => null },
      contextOf: context,
      underDeadline: createDeadline(limits.deadlineSeconds),
      refusalOf,
      playground: null,
      live: nothingLive,
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    return { server: apollo, url: `${url}/graphql`, extraCleanup: () => server.close() };
  },
  { noIncrementalDelivery: true },
);
