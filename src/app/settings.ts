import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: its parser, its default, and its description in the table of README. */
export interface Setting<T> {
  readonly type: z.ZodType<T>;
  /** The default as README shows it. */
  readonly default: string;
  readonly description: string;
  readonly secret?: true;
}

const text = z.string().min(1);
const optionalText = text.optional().transform((value) => value ?? null);
const onOff = z.stringbool({ truthy: ['1', 'true', 'on', 'yes'], falsy: ['0', 'false', 'off', 'no'] });
const optionalOnOff = onOff.optional().transform((value) => value ?? null);

/** An integer setting of at least 1. */
const positiveInt = (defaultValue: number, description: string) => ({
  type: z.coerce.number().int().min(1).max(2_000_000_000).default(defaultValue),
  default: String(defaultValue),
  description,
});

/** The value of `MONGODB_URI` that selects the embedded database. */
export const embeddedDatabase = 'embedded';

/** All settings. An empty variable counts as unset. Each secret can also be read from a file: `NAME_FILE`. */
export const settings = {
  PORT: {
    type: z.coerce.number().int().min(0).max(65_535).default(4_000),
    default: '4000',
    description: 'The port to listen on; `0` selects a free port, which the log event `ready` reports.',
  },
  HOST: { type: text.default('127.0.0.1'), default: '127.0.0.1', description: 'The address to listen on.' },
  TRUST_PROXY: {
    type: z
      .string()
      .optional()
      .transform((value) => value?.split(',').map((part) => part.trim()) ?? [])
      .refine(
        (parts) => isSingleProcess(parts) || parts.every(isAddressRange),
        'must be 1 or a list of addresses and CIDR ranges',
      ),
    default: 'none',
    description:
      'Proxies whose `X-Forwarded-Proto`, `-Host` and `-For` are trusted: comma-separated addresses and CIDR ranges, or `1` for the directly connected peer.',
  },
  WORKERS: {
    type: z
      .union([z.literal('auto'), z.coerce.number().int().min(1).max(256)], 'must be a number from 1 to 256, or auto')
      .default(1),
    default: '1',
    description: 'Number of worker processes that share the port; `auto`: one for each core.',
  },
  MONGODB_URI: {
    type: z
      .string()
      .regex(/^(mongodb(\+srv)?:\/\/|embedded$)/, 'must begin with mongodb:// or mongodb+srv://')
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description:
      'Connection string of a MongoDB. `embedded`, and unset outside production: the embedded database in `DATA_DIR`.',
    secret: true,
  },
  DATA_DIR: {
    type: text.default('./data'),
    default: './data',
    description: 'Data directory of the embedded database.',
  },
  INITIAL_ADMIN_EMAIL: {
    type: optionalText,
    default: 'unset',
    description: 'E-mail address of a system administrator to create at the start, if no user has it.',
  },
  INITIAL_ADMIN_PASSWORD: {
    type: optionalText,
    default: 'unset',
    description: 'Password of `INITIAL_ADMIN_EMAIL` when the user is created, and of `npm run create-admin`.',
    secret: true,
  },
  SEED_DEMO: {
    type: optionalOnOff,
    default: 'on with the embedded database, else off',
    description: 'Create the demo data if the database is empty.',
  },
  DEMO_PASSWORD: {
    type: optionalText,
    default: 'generated once, kept in `DATA_DIR/demo-password`',
    description: 'The password of every demo user.',
    secret: true,
  },
  PLAYGROUND: {
    type: optionalOnOff,
    default: 'on, in production off',
    description: 'Show the playground to browsers at `/graphql`.',
  },
  INTROSPECTION: {
    type: optionalOnOff,
    default: 'on, in production off',
    description: 'Allow GraphQL introspection.',
  },
  METADATA: {
    type: onOff.default(true),
    default: 'on',
    description: 'Serve `/metadata`, `/types`, `/openapi.json` and `/docs`; off: 404.',
  },
  TRUSTED_DOCUMENTS: {
    type: optionalText,
    default: 'unset',
    description:
      'Path of a JSON manifest of persisted GraphQL operations. Only these are executed, by id or by text. Unset: all operations are executed.',
  },
  COMPILE_AFTER: {
    type: z.coerce.number().int().min(0).max(1_000_000).default(2),
    default: '2',
    description: 'Number of executions after which a GraphQL operation is compiled; `0`: never.',
  },
  ARCHIVE_AFTER_DAYS: {
    type: z.coerce.number().int().min(1).max(36_500).default(15),
    default: '15',
    description: 'Days from the completion of a session to its archiving; at least 1.',
  },
  EVENT_RETENTION_DAYS: {
    type: z.coerce.number().int().min(1).max(36_500).default(7),
    default: '7',
    description: 'Days for which events are kept; at least 1.',
  },
  WEBHOOK_ALLOW_PRIVATE: {
    type: onOff.default(false),
    default: 'off',
    description: 'Allow webhooks to private and loopback addresses and over plain HTTP. For development only.',
  },
  WEBHOOK_MAX_ATTEMPTS: positiveInt(64, 'Maximum webhook attempts in flight.'),
  WEBHOOK_MAX_ATTEMPTS_ACCOUNT: positiveInt(16, 'Maximum webhook attempts in flight for one account.'),
  LIVE_MAX_CONNECTIONS: positiveInt(20, 'Maximum open WebSockets and event streams per user and server.'),
  LIVE_MAX_OPERATIONS: positiveInt(50, 'Maximum concurrent operations on one WebSocket.'),
  LIVE_MAX_OPERATIONS_PER_USER: positiveInt(
    200,
    'Maximum concurrent operations per user and server, over all WebSockets and event streams.',
  ),
  LOG_LEVEL: {
    type: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    default: 'info',
    description: 'Minimum level of log lines: `debug`, `info`, `warn`, `error` or `silent`.',
  },
  METRICS_TOKEN: {
    type: z
      .string()
      .min(16, 'must have at least 16 characters')
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description: 'Bearer token for `/metrics`. Unset: only requests from the local machine are accepted.',
    secret: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    type: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description: 'Trace collector (OTLP over HTTP), such as `http://127.0.0.1:4318`. Unset: no traces.',
  },
  OTEL_SERVICE_NAME: {
    type: text.default('voice-sessions'),
    default: 'voice-sessions',
    description: 'Service name in traces.',
  },
  CORS_ORIGINS: {
    type: z
      .string()
      .optional()
      .transform((value) => value?.split(',').map((part) => part.trim()) ?? [])
      .refine((parts) => parts.every(isOrigin), 'must be a list of origins such as https://app.example'),
    default: 'none',
    description:
      'Origins whose pages may read responses and use the sign-in of a browser, comma-separated; `*`: all, without the sign-in.',
  },
  REQUEST_TIMEOUT_SECONDS: positiveInt(
    30,
    'Timeout for receiving headers and body of a request, in seconds; headers at most 10.',
  ),
  KEEP_ALIVE_SECONDS: positiveInt(72, 'Keep-alive timeout of idle connections, in seconds.'),
  SHUTDOWN_DELAY_SECONDS: {
    type: z.coerce.number().int().min(0).max(300).default(0),
    default: '0',
    description:
      'Time after a stop signal in which the server still accepts requests while `/health/ready` is 503, in seconds, so that load balancers notice first.',
  },
  DEADLINE_SECONDS: positiveInt(15, 'Request timeout, in seconds.'),
  MAX_DELAY_MS: {
    type: z.coerce.number().int().min(0).max(60_000).default(1_000),
    default: '1000',
    description: 'Mean event loop delay in milliseconds above which requests are rejected with 503; `0`: never.',
  },
  QUERY_MAX_TOKENS: positiveInt(4_000, 'Maximum tokens of a GraphQL document.'),
  QUERY_MAX_DEPTH: positiveInt(15, 'Maximum depth of a GraphQL operation.'),
  QUERY_MAX_ALIASES: positiveInt(50, 'Maximum aliases of a GraphQL document.'),
  QUERY_MAX_DUPLICATES: positiveInt(50, 'Maximum repeated fields within the selection sets of a GraphQL document.'),
  QUERY_MAX_DIRECTIVES: positiveInt(50, 'Maximum directives of a GraphQL document.'),
  QUERY_MAX_ROOT_FIELDS: positiveInt(25, 'Maximum root fields of a GraphQL operation.'),
  QUERY_MAX_LIST_VALUES: positiveInt(10_000, 'Maximum length of a list in a GraphQL document or its variables.'),
  QUERY_MAX_COST: positiveInt(10_000, 'Maximum cost of one GraphQL operation, in points.'),
  RATE_LIMIT_USER: positiveInt(600_000, 'Rate limit per user, in points per minute.'),
  RATE_LIMIT_ACCOUNT: positiveInt(3_000_000, 'Rate limit per account, in points per minute.'),
  RATE_LIMIT_ADDRESS: positiveInt(60_000, 'Rate limit per address without authentication, in points per minute.'),
  NODE_ENV: {
    type: z.enum(['development', 'production', 'test']).default('development'),
    default: 'development',
    description: '`production` turns off demo data, the playground and introspection unless their settings are on.',
  },
} satisfies Record<string, Setting<unknown>>;

/** Whether `TRUST_PROXY` is `1`, which trusts the directly connected peer. */
export function isSingleProcess(parts: readonly string[]): boolean {
  return parts.length === 1 && parts[0] === '1';
}

function isAddressRange(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const maxBits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return maxBits > 0 && Number(bits ?? 0) <= maxBits;
}

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text);
}
