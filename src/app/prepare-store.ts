import { setTimeout as wait } from 'node:timers/promises';
import type { MongoStore } from '../adapters/mongodb/connect-mongo-store.ts';
import { AppError } from '../common/errors/app-error.ts';
import type { Clock } from '../common/time/clock.ts';
import type { Config } from './config.ts';
import { createInitialAdmin } from './create-admin.ts';
import { seedDemoData } from './seed-demo-data.ts';
import { isTemporary } from './start-errors.ts';

/** Delay between two attempts to prepare the database, in milliseconds. */
const retryMs = 1_000;

/** What a server reports once its database is prepared. */
export interface Prepared {
  /** Password of the demo users if this start created them, else `null`. */
  readonly demoPassword: string | null;
}

/** Connects the store, builds its indexes, and creates the demo data and the initial administrator of the settings. */
export async function prepareStore(config: Config, store: MongoStore, clock: Clock): Promise<Prepared> {
  await store.connect();
  const demoPassword = config.demo && (await seedDemoData(store.seeder, config.demo, clock));
  if (config.initialAdmin) await createInitialAdmin(store, config.initialAdmin, clock);
  return { demoPassword };
}

export interface RetryOptions<T> {
  readonly retry: () => Promise<T>;
  /** Called once, with the reason for which the first attempt failed. */
  readonly onUnavailable: (reason: string) => void;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
}

/**
 * Repeats an attempt for as long as the database is unavailable.
 * @param first the first attempt, in progress
 * @throws every other error, and an AbortError after the signal
 */
export async function untilAvailable<T>(
  first: Promise<T>,
  { retry, onUnavailable, signal }: RetryOptions<T>,
): Promise<T> {
  let attempt = first;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt;
    } catch (error) {
      if (!isTemporary(error)) throw error;
      if (attempts === 1 && !signal.aborted) onUnavailable(reasonOf(error));
    }
    await wait(retryMs, undefined, { signal });
    attempt = retry();
  }
}

/** Returns the message of the driver, which names the server and never the credentials. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && error instanceof AppError ? cause.message : message;
}
