// Types for the server, which imports the documents too.
export const whoAmI: string;
export const signIn: string;
export const signOut: string;
export const cursorOfNow: string;
export const activeSessions: string;
export const activeCounts: string;
export const logOfSession: string;
export const eventsSince: string;
export const eventsLive: string;
