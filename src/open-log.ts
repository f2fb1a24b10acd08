import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Lines are written together when there is this much of them, in bytes, or after that time. */
const written = { minLength: 65_536, maxWrite: 131_072, periodicFlush: 100 } as const;

/** Opens the log on stdout: JSON lines, or text for whoever looks on from a terminal. What is left is written when the process ends. */
export function openLog(level: Config['logLevel'], isTerminal: boolean): Logger {
  if (isTerminal) {
    return pino({ level, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } });
  }
  return pino({ level }, pino.destination({ dest: 1, sync: false, ...written }));
}
