const firstMs = 5_000;
const maxDelayMs = 3_600_000;

/** How long delivery of an event is retried, in milliseconds. */
export const maxRetryPeriodMs = 24 * 3_600_000;

/**
 * Computes the time of the next attempt: exponential backoff from 5 seconds, capped at one hour. Jitter shortens each
 * delay by up to half, so that deliveries that failed together are not retried together. The last attempt is at the end
 * of the retry period.
 * @param random from 0 to 1
 * @returns the time of the next attempt; `null` when the retry period is over
 */
export function nextAttempt(attempts: number, dateQueued: Date, now: Date, random: number): Date | null {
  const end = dateQueued.getTime() + maxRetryPeriodMs;
  if (now.getTime() >= end) return null;
  const longest = Math.min(firstMs * 2 ** (attempts - 1), maxDelayMs);
  return new Date(Math.min(now.getTime() + longest * (0.5 + random / 2), end));
}
