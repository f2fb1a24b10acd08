import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startArguments } from './start-process.ts';

export interface TerminalRun {
  readonly exitCode: number | null;
  /** Everything that the terminal showed. */
  readonly output: string;
}

/**
 * Runs the built server in a pseudo terminal (`script` of util-linux) and presses Ctrl+C when the output matches.
 * A server that ends by itself needs no Ctrl+C.
 */
export async function runInTerminal(env: Record<string, string>, interruptAt: RegExp): Promise<TerminalRun> {
  // `exec`, because Ctrl+C would end a shell before the server
  const command = ['exec', process.execPath, ...startArguments].join(' ');
  const { PATH = '' } = process.env;
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { PATH, PORT: '0', ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    const matched = interruptAt.test(output);
    output += chunk;
    if (!matched && interruptAt.test(output)) child.stdin.write('\x03');
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: output.replaceAll('\r\n', '\n') };
}
