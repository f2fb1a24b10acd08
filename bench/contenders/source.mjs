import { fixedSource } from './fixed-data.mjs';
import { connectSource } from './session-documents.mjs';

const { ANSWERS, MONGODB_URI } = process.env;

/** Where a contender's answers come from: the fixed ones it was given, else the store. */
export const source = ANSWERS ? fixedSource(ANSWERS) : await connectSource(MONGODB_URI);

/** Contenders that check nobody's password answer this user. */
export const user = ANSWERS ? null : await source.user('user@acme.test');

/** Resolvers over it, for those that take a map of them. */
export const resolvers = {
  Query: { sessions: () => source.list(user), session: (_, { id }) => source.one(user, id) },
  Mutation: { newSession: (_, { input }) => source.create(user, input) },
};
