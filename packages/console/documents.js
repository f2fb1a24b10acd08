// Everything that the page asks of the server, which reads this too: where only trusted documents are carried out, these are.

export const whoAmI = '{ me { isAuthenticated name roles } }';
export const signIn = `mutation ($userName: String!, $password: String!, $rememberMe: Boolean!) {
  signIn(userName: $userName, password: $password, rememberMe: $rememberMe) { isAuthenticated }
}`;
export const signOut = 'mutation { signOut { isAuthenticated } }';

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
