import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: how its text is read, what it is when unset, and a sentence for the table in README. */
export interface Setting<T> {
  readonly type: z.ZodType<T>;
  /** As README shows it. */
  readonly default: string;
  readonly description: string;
  readonly secret?: true;
}

const text = z.string().min(1);
const optionalText = text.optional().transform((value) => value ?? null);
const onOff = z.stringbool({ truthy: ['1', 'true', 'on', 'yes'], falsy: ['0', 'false', 'off', 'no'] });
const optionalOnOff = onOff.optional().transform((value) => value ?? null);

/** A setting that is a number of 1 or more. */
const positiveInt = (defaultValue: number, description: string) => ({
  type: z.coerce.number().int().min(1).max(2_000_000_000).default(defaultValue),
  default: String(defaultValue),
  description,
});

/** Every setting there is. An empty variable counts as unset. */
export const settings = {
  PORT: {
    type: z.coerce.number().int().min(0).max(65_535).default(4_000),
    default: '4000',
    description: 'The port to listen on; `0` takes a free one, the ready line has the real URL.',
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
    default: 'nobody',
    description:
      'Whose `X-Forwarded-Proto`, `-Host` and `-For` to believe: addresses and CIDR ranges with commas between, or `1` for whoever connects.',
  },
  WORKERS: {
    type: z
      .union([z.literal('auto'), z.coerce.number().int().min(1).max(256)], 'must be a number from 1 to 256, or auto')
      .default(1),
    default: '1',
    description: 'How many processes answer on the one port; `auto`: one for each core.',
  },
  MONGODB_URI: {
    type: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description: 'The MongoDB to use. Unset: the embedded store in `DATA_DIR`.',
    secret: true,
  },
  DATA_DIR: { type: text.default('./data'), default: './data', description: "The embedded store's folder." },
  SEED_DEMO: {
    type: optionalOnOff,
    default: 'on with the embedded store, else off',
    description: 'Create the demo data if the database is empty.',
  },
  DEMO_PASSWORD: {
    type: optionalText,
    default: 'generated once, printed, kept in `DATA_DIR/demo-password`',
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
    description: 'Answer GraphQL introspection.',
  },
  TRUSTED_DOCUMENTS: {
    type: optionalText,
    default: 'unset',
    description:
      'A JSON file of GraphQL documents, which clients may name by their ids; no others are carried out then. Unset: all are.',
  },
  COMPILE_AFTER: {
    type: z.coerce.number().int().min(0).max(1_000_000).default(2),
    default: '2',
    description:
      'How often a GraphQL operation must have come before it is compiled to a function of its own; `0`: never.',
  },
  ARCHIVE_AFTER_DAYS: {
    type: z.coerce.number().int().min(1).max(36_500).default(15),
    default: '15',
    description: 'How many days after its completion a session moves to the archive; at least 1.',
  },
  EVENT_RETENTION_DAYS: {
    type: z.coerce.number().int().min(1).max(36_500).default(7),
    default: '7',
    description: 'How many days an event can be read again after it happened; at least 1.',
  },
  WEBHOOK_ALLOW_PRIVATE: {
    type: onOff.default(false),
    default: 'off',
    description:
      'Let webhooks be sent to private and loopback addresses too, and by plain HTTP: for trying out, never where others register them.',
  },
  LIVE_MAX_CONNECTIONS: positiveInt(20, 'How many WebSockets and event streams a user may have open on one server.'),
  LIVE_MAX_OPERATIONS: positiveInt(50, 'How many operations may be under way on one WebSocket.'),
  LOG_LEVEL: {
    type: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    default: 'info',
    description: 'The least that is logged: `debug`, `info`, `warn`, `error` or `silent`.',
  },
  METRICS_TOKEN: {
    type: z
      .string()
      .min(16, 'must have at least 16 characters')
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description: 'Who sends it as `Authorization: Bearer` may read `/metrics`. Unset: whoever asks from this machine.',
    secret: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    type: z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    description:
      'The collector that takes traces by OTLP over HTTP, such as `http://127.0.0.1:4318`. Unset: there are none.',
  },
  OTEL_SERVICE_NAME: {
    type: text.default('voice-sessions'),
    default: 'voice-sessions',
    description: 'By what name traces tell this server from others.',
  },
  CORS_ORIGINS: {
    type: z
      .string()
      .optional()
      .transform((value) => value?.split(',').map((part) => part.trim()) ?? [])
      .refine((parts) => parts.every(isOrigin), 'must be a list of origins such as https://app.example'),
    default: 'none',
    description: 'Origins whose pages may use the API, with commas between; `*` for all, which then send no cookies.',
  },
  REQUEST_TIMEOUT_SECONDS: positiveInt(30, 'How long headers and body of a request may take to arrive; headers at most 10.'),
  KEEP_ALIVE_SECONDS: positiveInt(72, 'How long a connection may wait for its next request.'),
  DEADLINE_SECONDS: positiveInt(15, 'How long a request may be worked on.'),
  MAX_DELAY_MS: {
    type: z.coerce.number().int().min(0).max(60_000).default(1_000),
    default: '1000',
    description: 'Past this mean delay of the event loop requests are refused with 503; `0` refuses none.',
  },
  QUERY_MAX_TOKENS: positiveInt(4_000, 'How many words and signs a GraphQL document may have.'),
  QUERY_MAX_DEPTH: positiveInt(15, 'How deep fields may nest in a GraphQL operation.'),
  QUERY_MAX_ALIASES: positiveInt(50, 'How many aliases a GraphQL document may have.'),
  QUERY_MAX_DUPLICATES: positiveInt(50, 'How many fields of a GraphQL document may be named again in the same braces.'),
  QUERY_MAX_DIRECTIVES: positiveInt(50, 'How many directives a GraphQL document may have.'),
  QUERY_MAX_ROOT_FIELDS: positiveInt(25, 'How many fields a GraphQL operation may have at its top.'),
  QUERY_MAX_LIST_VALUES: positiveInt(10_000, 'How many values a list in a GraphQL document or its variables may have.'),
  QUERY_MAX_COST: positiveInt(10_000, 'How many points one GraphQL operation may cost.'),
  RATE_LIMIT_USER: positiveInt(600_000, 'How many points a user may spend in a minute.'),
  RATE_LIMIT_ACCOUNT: positiveInt(3_000_000, 'How many points all users of an account may spend in a minute.'),
  RATE_LIMIT_ADDRESS: positiveInt(60_000, 'How many points may be spent in a minute from one address without signing in.'),
  NODE_ENV: {
    type: z.enum(['development', 'production', 'test']).default('development'),
    default: 'development',
    description: '`production` turns off demo data, the playground and introspection, unless they are turned on by name.',
  },
} satisfies Record<string, Setting<unknown>>;

/** Whether `TRUST_PROXY` stands for whoever connects. */
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
