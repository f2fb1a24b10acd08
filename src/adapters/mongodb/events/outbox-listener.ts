import type { OutboxEntry } from '../../../domain/sessions/outbox.ts';

/** Called with the outbox of a session right after a change was written. Must not throw. */
export type OutboxListener = (entry: OutboxEntry) => void;
