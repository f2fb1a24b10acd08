import { fixedSource } from './fixed-data.mjs';
import { connectSource } from './session-documents.mjs';

const { ANSWERS, MONGODB_URI } = process.env;

/** Source of a contender's data: fixed responses, else the database. */
export const source = ANSWERS ? fixedSource(ANSWERS) : await connectSource(MONGODB_URI);

/** The user of contenders that check no password. */
export const user = ANSWERS ? null : await source.user('user@acme.test');

/** Resolver map over that source. */
export const resolvers = {
  Query: { sessions: () => source.list(user), session: (_, { id }) => source.one(user, id) },
  Mutation: { newSession: (_, { input }) => source.create(user, input) },
};
