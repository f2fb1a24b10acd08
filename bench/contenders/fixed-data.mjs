/** What the layers answer that have no store: the very answers that this server gave, from the parent process. */
export const { list, one } = JSON.parse(process.env.ANSWERS);

/** A session as it would be after an insert that costs nothing. */
export function create({ channel, displayName }) {
  const now = new Date().toISOString();
  return {
    ...one,
    channel,
    displayName,
    id: crypto.randomUUID(),
    dateCreated: now,
    customerBreadcrumb: [],
    members: one.members.slice(0, 1),
    log: [{ date: now, message: 'Session created by User Acme' }],
  };
}

export const root = {
  Query: { sessions: () => list, session: () => one },
  Mutation: { newSession: (_, { input }) => create(input) },
};
