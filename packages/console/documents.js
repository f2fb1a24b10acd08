// All GraphQL operations of the console. The server reads this file too and adds them to its trusted documents.

export const whoAmI = '{ me { name roles } }';
export const signIn = `mutation ($userName: String!, $password: String!, $rememberMe: Boolean!) {
  signIn(userName: $userName, password: $password, rememberMe: $rememberMe) { id }
}`;
export const signOut = 'mutation { signOut }';

// without the log: a long chat has thousands of entries, and every event would carry all of them
const fields = `id ended dateCreated dateStateChanged channel direction callState queueState displayName fromName
  fromAddress fromPhoneNumber toAddress destination accountName customerName revision
  members { identity displayName callState role muted }`;

export const cursorOfNow = '{ sessionEventCursor }';
export const activeSessions = `query ($after: String) {
  sessions(filter: { ended: false }, orderBy: { field: DateCreated, direction: Descend }, first: 50, after: $after) {
    nodes { ${fields} }
    pageInfo { hasNextPage endCursor }
  }
}`;

const count = (name, filter) => `${name}: sessions(first: 1, filter: { ended: false${filter} }) { totalCount }`;
export const activeCounts = `{
  ${count('all', '')}
  ${count('queued', ', queueState: [Queued]')}
  ${['Ringing', 'Hold', 'Connected', 'Passive'].map((state) => count(state, `, callState: [${state}]`)).join('\n  ')}
}`;

export const logOfSession = 'query ($id: ID!) { session(id: $id) { revision log { date message } } }';

const eventFields = `cursor sessionId revision date logMessage session { ${fields} }`;
export const eventsSince = `query ($after: String) {
  sessionEvents(first: 50, after: $after) { nodes { ${eventFields} } pageInfo { hasNextPage } }
}`;
export const eventsLive = `subscription ($after: String) { sessionEvents(after: $after) { ${eventFields} } }`;
