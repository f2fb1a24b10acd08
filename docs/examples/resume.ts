import { OperationError } from './operation-error.ts';
import type { SessionEvent } from './operations.ts';

/** Errors after which a subscription can be repeated. Any other error would occur again. */
const transient = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'SUBSCRIBER_TOO_SLOW', 'INTERNAL_SERVER_ERROR', 'UNKNOWN']);
const minDelayMs = 250;
const maxDelayMs = 15_000;

/** Subscribes after a cursor. The promise resolves or rejects when the subscription has ended. */
type Subscribe = (after: string, onEvent: (event: SessionEvent) => void, signal: AbortSignal) => Promise<void>;

/**
 * Subscribes again after the last received event whenever a subscription ends, with exponential backoff.
 * @throws OperationError when the server refuses the subscription
 */
export async function resume(
  after: string,
  subscribe: Subscribe,
  onEvent: (event: SessionEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor = after;
  for (let failures = 0; !signal.aborted; failures += 1) {
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    signal.addEventListener('abort', end);
    const onNext = (event: SessionEvent): void => {
      failures = 0;
      cursor = event.cursor;
      onEvent(event);
    };
    try {
      await subscribe(cursor, onNext, attempt.signal).catch(throwUnlessTransient);
      if (!signal.aborted) await pause(Math.min(minDelayMs * 2 ** failures, maxDelayMs), attempt.signal);
    } finally {
      signal.removeEventListener('abort', end);
      attempt.abort();
    }
  }
}

function throwUnlessTransient(error: unknown): void {
  if (error instanceof OperationError && !transient.has(error.code)) throw error;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
