export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export interface LogEvent {
  readonly level: LogLevel;
  /** Description for readers of the log, including the fields of the event. */
  readonly meaning: string;
  /** Audit events record who did what. Their lines have `audit: true`. */
  readonly audit?: true;
}

/**
 * Every log event of this server. `msg` of a line is one of these names, which are never renamed or reused.
 * No line contains a password, a key, a cookie, a webhook secret or message text. The only exception is the password of
 * the demo users when they are created.
 */
export const logEvents = {
  ready: { level: 'info', meaning: 'The server listens at `url`, and its database is available.' },
  'demo.created': {
    level: 'info',
    meaning: 'The demo data was created. `password` is the password of every demo user.',
  },
  'start.failed': {
    level: 'fatal',
    meaning:
      'The server failed to start: `err`, or `reason` if the data directory or the port cannot be used. The exit code is 1.',
  },
  'database.waiting': {
    level: 'warn',
    meaning:
      'The database is unavailable at the start: `reason`. The server listens at `url`, rejects requests with 503, and is ready when the database is.',
  },
  'database.reopened': {
    level: 'warn',
    meaning: 'The driver no longer checked the database at `address`. Its connections were replaced.',
  },
  'database.failed': {
    level: 'fatal',
    meaning: 'The thread of the embedded database failed with `err`. The server exits with code 1.',
  },
  'worker.ready': { level: 'info', meaning: 'One of several worker processes listens at `url`.' },
  'worker.ended': {
    level: 'error',
    meaning: 'A worker process exited with `code` or `signal`. It is replaced after `waitMs`.',
  },
  stopping: { level: 'info', meaning: 'The server received `signal` and finishes the requests in flight.' },
  stopped: { level: 'info', meaning: 'The server has stopped.' },
  'stopped-at-once': {
    level: 'warn',
    meaning: 'The server received `signal` again and ended without finishing the requests in flight.',
  },
  'request.completed': {
    level: 'info',
    meaning:
      'A request completed: `method`, `path`, `status`, `ms`; for an operation also `operation` and the `codes` of its errors.',
  },
  'operation.completed': {
    level: 'info',
    meaning:
      'An operation over a WebSocket or an event stream completed, or its subscription started: `operation`, `ms`, `codes`.',
  },
  'subscription.behind': {
    level: 'warn',
    meaning:
      'A subscription ended because 10,000 events waited for it: `operation`, `code`. `RATE_LIMITED`: they waited for points.',
  },
  'request.failed': {
    level: 'error',
    meaning: 'An unexpected error, or the database is unavailable: `err`. The client received only the request id.',
  },
  'compiled-execution.failed': {
    level: 'error',
    meaning:
      'The compiled code of `operation` failed with `err`, a defect of this server. The client received the response of graphql-js.',
  },
  'graphql.apollo-notice': { level: 'warn', meaning: 'A warning of Apollo Server: `notice`.' },
  'socket.error': { level: 'debug', meaning: 'A WebSocket failed, or its client violated the protocol.' },
  'socket.failed': { level: 'error', meaning: 'A WebSocket was closed because of an unexpected error.' },
  'socket.refused': {
    level: 'warn',
    meaning: 'A WebSocket was refused because its client could not be authenticated.',
  },
  'sessions.archived': { level: 'info', meaning: '`archived` sessions were moved to the archive.' },
  'archive.failed': { level: 'error', meaning: 'Archiving failed. It runs again within the hour.' },
  'events.swept': {
    level: 'info',
    meaning: 'Events of `sessions` sessions, left behind by a killed server, were queued for the relay.',
  },
  'events.sweep-failed': {
    level: 'error',
    meaning: 'Searching for events that were not relayed failed. It is retried at once.',
  },
  'events.removed': { level: 'info', meaning: '`removed` events older than `EVENT_RETENTION_DAYS` were deleted.' },
  'events.retention-failed': {
    level: 'error',
    meaning: 'Deleting old events failed. It runs again within the hour.',
  },
  'events.relay-failed': {
    level: 'warn',
    meaning: 'Events of `sessions` sessions could not be relayed. The sweeper retries them.',
  },
  'events.notifier-ended': {
    level: 'warn',
    meaning: 'The change stream of the database ended. The feed polls instead.',
  },
  'events.read-failed': { level: 'warn', meaning: 'Reading new events failed. The next poll retries.' },
  'webhooks.failed': {
    level: 'error',
    meaning: 'Processing webhooks, or the webhook `webhookId`, failed. It is retried shortly.',
  },
  'webhooks.events-missed': { level: 'warn', meaning: '`missed` events were deleted before they could be sent.' },
  'webhooks.attempted': {
    level: 'debug',
    meaning: 'An event was posted as `requestId`: `webhookId`, `deliveryId`, `attempts`, `responseStatus`, `failure`.',
  },
  'webhooks.dead': {
    level: 'warn',
    meaning: 'The delivery `deliveryId` to `webhookId` failed for good after `attempts` attempts.',
  },
  'webhooks.paused': {
    level: 'warn',
    meaning:
      'The receiver of `webhookId` failed (`failure`). The next attempt is at `dateNext`; `pauses` counts the pauses in a row, `dead` the deliveries given up.',
  },
  'webhooks.resumed': { level: 'info', meaning: 'The receiver of the paused `webhookId` accepts deliveries again.' },
  'traces.export-failed': {
    level: 'warn',
    meaning: 'The trace collector does not accept spans: `reason`. Requests are not affected.',
  },
  'sign-in.succeeded': { level: 'info', audit: true, meaning: '`userId` signed in from `network`.' },
  'sign-in.failed': {
    level: 'warn',
    audit: true,
    meaning: 'A wrong password or key (`way`) from `network`; `userId` if a user of that name exists.',
  },
  'sign-in.throttled': {
    level: 'warn',
    audit: true,
    meaning: 'A password from `network` was rejected without a check after too many failures. `userId` as above.',
  },
  'sign-out': { level: 'info', audit: true, meaning: '`userId` signed out.' },
  'api-key.created': {
    level: 'info',
    audit: true,
    meaning: '`userId` created the API key `id`, valid until `expires`.',
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

/** Names of the events of a level, except audit events. */
export type LogEventAt<L extends LogLevel> = {
  [N in keyof Catalogue]: Catalogue[N] extends { audit: true } ? never : Catalogue[N]['level'] extends L ? N : never;
}[keyof Catalogue];

export type AuditEvent = {
  [N in keyof Catalogue]: Catalogue[N] extends { audit: true } ? N : never;
}[keyof Catalogue];
