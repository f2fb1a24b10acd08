// The built server and the embedded database as processes of their own, for faults.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, type StartOptions, startProcess } from '../start-process.ts';

export const password = 'bench-faults';

/** Starts the server with the demo password, without load shedding. */
export function startServer(settings: Record<string, string>, options: StartOptions = {}): Promise<ServerProcess> {
  const env = { DEMO_PASSWORD: password, MAX_DELAY_MS: '0', ...settings };
  return startProcess(env, { stderr: 'inherit', discardLog: true, ...options });
}

/** Creates a temporary folder, and removes it after the work. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'voice-sessions-fault-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
