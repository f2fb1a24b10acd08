import { prepare as prepareSession, subscribeAndChange } from './subscriptions.mjs';

export const description = 'the same with a different document for each subscription';

export const prepare = prepareSession;

const queryOf = (number) => `subscription {
  sessionEvents { cursor session { parent { children {
    id a${number}: displayName members { identity role } log { message } parent { id members { identity } }
  } } } }
}`;

export const attack = (server, signal, sessionId) => subscribeAndChange(server, signal, sessionId, queryOf);
