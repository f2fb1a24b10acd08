// All GraphQL operations of the console. The server reads this file too and adds them to its trusted documents.

export const whoAmI = '{ me { name roles } }';
export const signIn = `mutation ($userName: String!, $password: String!, $rememberMe: Boolean!) {
  signIn(userName: $userName, password: $password, rememberMe: $rememberMe) { id }
}`;
export const signOut = 'mutation { signOut }';

const fields = `id ended dateCreated channel direction callState queueState displayName fromName fromAddress toAddress
  destination accountName customerName revision
  members { identity displayName callState role muted } log { date message }`;

export const cursorOfNow = '{ sessionEventCursor }';
export const activeSessions = `query ($after: String) {
  sessions(filter: { ended: false }, orderBy: { field: DateCreated, direction: Descend }, first: 50, after: $after) {
    nodes { ${fields} }
    pageInfo { hasNextPage endCursor }
  }
}`;
export const eventsSince = `query ($after: String) {
  sessionEvents(first: 50, after: $after) {
    nodes { cursor sessionId session { ${fields} } }
    pageInfo { hasNextPage }
  }
}`;
export const eventsLive = `subscription ($after: String) {
  sessionEvents(after: $after) { cursor sessionId session { ${fields} } }
}`;
