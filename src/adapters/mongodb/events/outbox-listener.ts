import type { OutboxEntry } from '../../../domain/sessions/outbox.ts';

/** Told of the outbox of a session right after a change was written with it. Must not throw. */
export type OutboxListener = (entry: OutboxEntry) => void;
