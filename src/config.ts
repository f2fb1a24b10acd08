import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: how its text is read, what it is when unset, and a sentence for the table in README. */
interface Setting<T> {
  readonly type: z.ZodType<T>;
  /** As README shows it. */
  readonly default: string;
  readonly sentence: string;
  readonly secret?: true;
}

const text = z.string().min(1);
const optionalText = text.optional().transform((value) => value ?? null);
const onOff = z.stringbool({ truthy: ['1', 'true', 'on', 'yes'], falsy: ['0', 'false', 'off', 'no'] });
const optionalOnOff = onOff.optional().transform((value) => value ?? null);

/** Every setting there is. An empty variable counts as unset. */
export const settings = {
  PORT: {
    type: z.coerce.number().int().min(0).max(65_535).default(4_000),
    default: '4000',
    sentence: 'The port to listen on; `0` takes a free one, the ready line has the real URL.',
  },
  HOST: { type: text.default('127.0.0.1'), default: '127.0.0.1', sentence: 'The address to listen on.' },
  TRUST_PROXY: {
    type: z
      .string()
      .optional()
      .transform((value) => value?.split(',').map((part) => part.trim()) ?? [])
      .refine(
        (parts) => isOnlyOne(parts) || parts.every(isAddressRange),
        'must be 1 or a list of addresses and CIDR ranges',
      ),
    default: 'nobody',
    sentence:
      'Whose `X-Forwarded-Proto`, `-Host` and `-For` to believe: addresses and CIDR ranges with commas between, or `1` for whoever connects.',
  },
  MONGODB_URI: {
    type: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
      .optional()
      .transform((value) => value ?? null),
    default: 'unset',
    sentence: 'The MongoDB to use. Unset: the embedded store in `DATA_DIR`.',
    secret: true,
  },
  DATA_DIR: { type: text.default('./data'), default: './data', sentence: "The embedded store's folder." },
  SEED_DEMO: {
    type: optionalOnOff,
    default: 'on with the embedded store, else off',
    sentence: 'Create the demo data if the database is empty.',
  },
  DEMO_PASSWORD: {
    type: optionalText,
    default: 'generated once, printed, kept in `DATA_DIR/demo-password`',
    sentence: 'The password of every demo user.',
    secret: true,
  },
  PLAYGROUND: {
    type: optionalOnOff,
    default: 'on, in production off',
    sentence: 'Show the playground to browsers at `/graphql`.',
  },
  INTROSPECTION: {
    type: optionalOnOff,
    default: 'on, in production off',
    sentence: 'Answer GraphQL introspection.',
  },
  COMPILE_AFTER: {
    type: z.coerce.number().int().min(0).max(1_000_000).default(2),
    default: '2',
    sentence:
      'How often a GraphQL operation must have come before it is compiled to a function of its own; `0`: never.',
  },
  ARCHIVE_AFTER_DAYS: {
    type: z.coerce.number().int().min(1).max(36_500).default(15),
    default: '15',
    sentence: 'How many days after its completion a session moves to the archive; at least 1.',
  },
  LOG_LEVEL: {
    type: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    default: 'info',
    sentence: 'The least that is logged: `debug`, `info`, `warn`, `error` or `silent`.',
  },
  NODE_ENV: {
    type: z.enum(['development', 'production', 'test']).default('development'),
    default: 'development',
    sentence: '`production` turns off demo data, the playground and introspection, unless they are turned on by name.',
  },
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settings;

type Values = { [K in SettingName]: z.output<(typeof settings)[K]['type']> };

/** What the application runs on; features that are off are `null`. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number };
  /** Whose `X-Forwarded-…` headers count: those of these addresses and CIDR ranges, or of `peer`, whoever connects. */
  readonly trustProxy: 'peer' | readonly string[];
  readonly store:
    | { readonly kind: 'mongodb'; readonly uri: string }
    | { readonly kind: 'embedded'; readonly dataDir: string };
  readonly demo: { readonly password: string | null; readonly dataDir: string } | null;
  readonly playground: boolean;
  readonly introspection: boolean;
  readonly hideSchemaDetails: boolean;
  /** How often an operation comes before it is compiled; 0: it never is. */
  readonly compileAfter: number;
  readonly archiveAfterDays: number;
  readonly logLevel: Values['LOG_LEVEL'];
}

/** All that is wrong with the environment, one sentence a variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Reads the whole configuration. Pure. @throws ConfigError naming every faulty variable at once; secrets are not repeated */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = readSettings(env);
  const production = values.NODE_ENV === 'production';
  const embedded = values.MONGODB_URI === null;
  const seedDemo = values.SEED_DEMO ?? (embedded && !production);
  return {
    http: { host: values.HOST, port: values.PORT },
    trustProxy: isOnlyOne(values.TRUST_PROXY) ? 'peer' : values.TRUST_PROXY,
    store:
      values.MONGODB_URI === null
        ? { kind: 'embedded', dataDir: values.DATA_DIR }
        : { kind: 'mongodb', uri: values.MONGODB_URI },
    demo: seedDemo ? { password: values.DEMO_PASSWORD, dataDir: values.DATA_DIR } : null,
    playground: values.PLAYGROUND ?? !production,
    introspection: values.INTROSPECTION ?? !production,
    hideSchemaDetails: production,
    compileAfter: values.COMPILE_AFTER,
    archiveAfterDays: values.ARCHIVE_AFTER_DAYS,
    logLevel: values.LOG_LEVEL,
  };
}

function readSettings(env: Readonly<Record<string, string | undefined>>): Values {
  const faults: string[] = [];
  const values = Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
    const given = env[name] || undefined;
    const result = setting.type.safeParse(given);
    if (result.success) return [name, result.data];
    const shown = setting.secret ? 'its value' : JSON.stringify(given);
    faults.push(`${name}: ${shown} is not valid: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
    return [name, undefined];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.fromEntries(values) as Values;
}

function isOnlyOne(parts: readonly string[]): boolean {
  return parts.length === 1 && parts[0] === '1';
}

function isAddressRange(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const maxBits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return maxBits > 0 && Number(bits ?? 0) <= maxBits;
}
