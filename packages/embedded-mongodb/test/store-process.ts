import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** An embedded database in a process of its own: its connection string, or the message with which it was refused. */
export interface StoreProcess {
  readonly uri: string;
  readonly refused: string | undefined;
  /** Ends the thread of the database by an uncaught error. @returns the message that `onFailure` received */
  endThread(): Promise<string>;
  /** Ends the process with SIGKILL; resolves when it has ended. */
  kill(): Promise<void>;
}

const endThread = new URL('./end-database-thread.mjs', import.meta.url).href;

/** Starts a process with an embedded database in `dataDir` (compiled: `npm run build` comes first). */
export async function startStoreProcess(dataDir: string): Promise<StoreProcess> {
  const script = fileURLToPath(new URL('./store-process.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', endThread, script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the process has no output');
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  const { uri = '', refused } = JSON.parse(line);
  return {
    uri,
    refused,
    endThread: async () => {
      const printed = once(lines, 'line');
      child.kill('SIGUSR2');
      const [text] = await printed;
      return JSON.parse(text).failed;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
