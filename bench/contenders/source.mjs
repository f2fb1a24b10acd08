import { fixedSource } from './fixed-data.mjs';
import { connectSource } from './session-documents.mjs';

const { ANSWERS, MONGODB_URI } = process.env;

/** The data source of a contender: fixed responses, or the database. */
export const source = ANSWERS ? fixedSource(ANSWERS) : await connectSource(MONGODB_URI);

/** The user of contenders that do not authenticate. */
export const user = ANSWERS ? null : await source.user('user@acme.test');

/** The resolver map of the source. */
export const resolvers = {
  Query: { sessions: () => source.list(user), session: (_, { id }) => source.one(user, id) },
  Mutation: { newSession: (_, { input }) => source.create(user, input) },
};
