export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export interface LogEvent {
  readonly level: LogLevel;
  /** A sentence for whoever reads the log, with the fields that come along. */
  readonly meaning: string;
  /** Of the audit log: who did what. Such a line has `audit: true`. */
  readonly audit?: true;
}

/**
 * Everything this server logs, once: `msg` of a line is one of these names, which are never renamed or reused. No line has a
 * password, a key, a cookie, a webhook's secret, or what people write to each other; but the first start with demo data has theirs.
 */
export const logEvents = {
  ready: { level: 'info', meaning: 'The server listens at `url`.' },
  'demo.created': { level: 'info', meaning: 'The demo data were created; `password` is that of every demo user.' },
  'start.failed': {
    level: 'fatal',
    meaning: 'The server did not start: `err`, or `reason` when the data folder cannot be used. The exit code is 1.',
  },
  'database.failed': {
    level: 'fatal',
    meaning: 'The thread of the embedded database ended by `err`. The server ends with exit code 1.',
  },
  'worker.ready': { level: 'info', meaning: 'One of several worker processes listens at `url`.' },
  'worker.ended': {
    level: 'error',
    meaning: 'A worker process ended by `code` or `signal`; another takes its place after `waitMs`.',
  },
  stopping: { level: 'info', meaning: 'The signal `signal` came; what is under way is finished.' },
  stopped: { level: 'info', meaning: 'The server has ended.' },
  'request.completed': {
    level: 'info',
    meaning:
      'A request was answered: `method`, `path`, `status`, `ms`, and where it meant an operation `operation` and the `codes` of its errors.',
  },
  'operation.completed': {
    level: 'info',
    meaning:
      'An operation over a WebSocket or an event stream was answered, or its subscription began: `operation`, `ms`, `codes`.',
  },
  'request.failed': {
    level: 'error',
    meaning: 'A fault of ours, or a store that is away: `err`. The client saw no more than the request id.',
  },
  'compiled-execution.failed': {
    level: 'error',
    meaning:
      'The compiled code of `operation` failed with `err`, a defect of this server. The client got the answer of graphql-js.',
  },
  'graphql.notice': { level: 'warn', meaning: 'Apollo Server has something to say: `notice`.' },
  'socket.error': { level: 'debug', meaning: 'A WebSocket broke off, or did not keep to its protocol.' },
  'socket.failed': { level: 'error', meaning: 'A WebSocket was closed by a fault of ours.' },
  'socket.refused': { level: 'warn', meaning: 'A WebSocket was refused because who asks could not be found out.' },
  'sessions.archived': { level: 'info', meaning: '`moved` sessions went to the archive.' },
  'archive.failed': { level: 'error', meaning: 'Archiving failed; it is tried again within the hour.' },
  'events.swept': {
    level: 'info',
    meaning: 'Events of `sessions` sessions, left by a server that was killed, were moved.',
  },
  'events.sweep-failed': {
    level: 'error',
    meaning: 'Looking for events that were left failed; it is tried again at once.',
  },
  'events.removed': { level: 'info', meaning: '`removed` events were past `EVENT_RETENTION_DAYS`.' },
  'events.retention-failed': {
    level: 'error',
    meaning: 'Removing old events failed; it is tried again within the hour.',
  },
  'events.left': {
    level: 'warn',
    meaning: 'Events of `sessions` sessions could not be moved now; the sweep moves them.',
  },
  'events.signals-ended': {
    level: 'warn',
    meaning: 'The store tells of no events any more; they are asked for instead.',
  },
  'events.unread': { level: 'warn', meaning: 'New events could not be read; they are read at the next turn.' },
  'webhooks.failed': {
    level: 'error',
    meaning: 'Webhooks (or that of `webhookId`) could not be seen to; tried again soon.',
  },
  'webhooks.events-missed': { level: 'warn', meaning: '`missed` events were gone before they could be sent.' },
  'webhooks.attempted': {
    level: 'debug',
    meaning: 'An event was posted as `requestId`: `webhookId`, `deliveryId`, `attempts`, `responseStatus`, `failure`.',
  },
  'webhooks.dead': {
    level: 'warn',
    meaning: 'The delivery `deliveryId` to `webhookId` was given up after `attempts` attempts.',
  },
  'traces.unsent': {
    level: 'warn',
    meaning: 'The collector of traces does not take them: `reason`. Nothing else suffers.',
  },
  'sign-in.succeeded': { level: 'info', audit: true, meaning: '`userId` signed in from `network`.' },
  'sign-in.refused': {
    level: 'warn',
    audit: true,
    meaning: 'A wrong password or key (`way`) from `network`; `userId` where there is a user of that name.',
  },
  'sign-in.throttled': {
    level: 'warn',
    audit: true,
    meaning: 'A password from `network` was not looked at: too many were wrong. `userId` as above.',
  },
  'sign-out': { level: 'info', audit: true, meaning: '`userId` signed out.' },
  'api-key.created': {
    level: 'info',
    audit: true,
    meaning: '`userId` created the API key `id`, good until `expires`.',
  },
  'api-key.revoked': { level: 'info', audit: true, meaning: '`userId` revoked the API key `id`.' },
  'directory.changed': {
    level: 'info',
    audit: true,
    meaning:
      '`actor` created, changed or deleted (`change`) the account, user, customer, endpoint or webhook (`kind`) `id`: `fields`, without values.',
  },
  'sessions.deleted': {
    level: 'info',
    audit: true,
    meaning: '`actor` deleted `count` sessions of `accountId` created `from` … `to`.',
  },
} as const satisfies Record<string, LogEvent>;

type Catalogue = typeof logEvents;

/** The events of a level; those of the audit log apart. */
export type LogEventAt<L extends LogLevel> = {
  [N in keyof Catalogue]: Catalogue[N] extends { audit: true } ? never : Catalogue[N]['level'] extends L ? N : never;
}[keyof Catalogue];

export type AuditEvent = {
  [N in keyof Catalogue]: Catalogue[N] extends { audit: true } ? N : never;
}[keyof Catalogue];
