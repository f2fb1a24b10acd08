import { ObjectId } from 'mongodb';

/** The session that an insert would return. */
function create(one, input) {
  const now = new Date().toISOString();
  return {
    ...one,
    ...input,
    id: new ObjectId().toHexString(),
    dateCreated: now,
    dateLastModified: now,
    members: one.members.slice(0, 1),
    log: [{ date: now, message: 'Session created by User Acme' }],
  };
}

/** Source without a database: the sessions that voice-sessions returned to the parent process. */
export function fixedSource(answers) {
  const { list, one } = JSON.parse(answers);
  const sessions = { nodes: list };
  return { list: () => sessions, one: () => one, create: (_, input) => create(one, input) };
}
