import { type AuditEvent, type LogEventAt, type LogLevel, logEvents } from './log-events.ts';

type Write<L extends LogLevel> = (fields: object, event: LogEventAt<L>) => void;

/** Where events go: fields as an object, then the name of the event, which `log-events.ts` has at that level. */
export interface Log {
  readonly debug: Write<'debug'>;
  readonly info: Write<'info'>;
  readonly warn: Write<'warn'>;
  readonly error: Write<'error'>;
}

/** What the levels of a log take besides: the names of the audit log. */
type AuditLog = Record<'info' | 'warn', (fields: object, event: AuditEvent) => void>;

/** Writes a line of the audit log. @param fields who, what, which; never a value that is secret or private */
export function audit(log: Log, event: AuditEvent, fields: object): void {
  (log as Log & AuditLog)[logEvents[event].level]({ audit: true, ...fields }, event);
}
