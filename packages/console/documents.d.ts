// For the server, which has the texts from here too.
export const whoAmI: string;
export const signIn: string;
export const signOut: string;
export const cursorOfNow: string;
export const activeSessions: string;
export const eventsSince: string;
export const eventsLive: string;
