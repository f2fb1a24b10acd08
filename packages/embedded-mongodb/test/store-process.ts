import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A store in a process of its own: its connection string, or the sentence with which it was refused. */
export interface StoreProcess {
  readonly uri: string;
  readonly refused: string | undefined;
  /** Ends it with SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a process with an embedded store in `dataDir` (compiled: `npm run build` comes first). */
export async function startStoreProcess(dataDir: string): Promise<StoreProcess> {
  const script = fileURLToPath(new URL('./store-process.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the process has no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { uri = '', refused } = JSON.parse(line);
  return {
    uri,
    refused,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
