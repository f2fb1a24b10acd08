import { type AuditEvent, type LogEventAt, type LogLevel, logEvents } from './log-events.ts';

type Write<L extends LogLevel> = (fields: object, event: LogEventAt<L>) => void;

/** Structured log. Methods take the fields and the name of an event that `log-events.ts` has at their level. */
export interface Log {
  readonly debug: Write<'debug'>;
  readonly info: Write<'info'>;
  readonly warn: Write<'warn'>;
  readonly error: Write<'error'>;
}

/** Overloads of the log methods for audit events. */
type AuditLog = Record<'info' | 'warn', (fields: object, event: AuditEvent) => void>;

/**
 * Writes a line of the audit log.
 * @param fields who did what to which record; never a secret or private value
 */
export function audit(log: Log, event: AuditEvent, fields: object): void {
  (log as Log & AuditLog)[logEvents[event].level]({ audit: true, ...fields }, event);
}
