const firstMs = 5_000;
const maxDelayMs = 3_600_000;

/** How long an event is tried. */
export const maxRetryPeriodMs = 24 * 3_600_000;

/**
 * When to try again after so many attempts: twice as long each time, up to an hour, of which a random half is left out so that what
 * failed together does not come back together. The last attempt is when the time is up.
 * @param random from 0 to 1
 * @returns null when it is
 */
export function nextAttempt(attempts: number, dateQueued: Date, now: Date, random: number): Date | null {
  const end = dateQueued.getTime() + maxRetryPeriodMs;
  if (now.getTime() >= end) return null;
  const longest = Math.min(firstMs * 2 ** (attempts - 1), maxDelayMs);
  return new Date(Math.min(now.getTime() + longest * (0.5 + random / 2), end));
}
