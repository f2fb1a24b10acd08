import type { z } from 'zod';
import type { QueryLimits } from '../api/graphql/limits/query-limits.ts';
import type { HttpLimits } from '../api/http/server.ts';
import type { RateLimits } from '../domain/auth/rate-limiter.ts';
import { isSingleProcess, type Setting, settings } from './settings.ts';

type Values = { [K in keyof typeof settings]: z.output<(typeof settings)[K]['type']> };

/** Application configuration. Disabled features are `null`. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number };
  /** Number of worker processes that share the port; `auto`: one for each core. */
  readonly workers: number | 'auto';
  /**
   * Proxies whose `X-Forwarded-…` headers are trusted.
   * Either addresses and CIDR ranges, or `peer` for the directly connected peer.
   */
  readonly trustProxy: 'peer' | readonly string[];
  readonly store:
    | { readonly kind: 'mongodb'; readonly uri: string }
    | { readonly kind: 'embedded'; readonly dataDir: string };
  readonly demo: { readonly password: string | null; readonly dataDir: string } | null;
  readonly playground: boolean;
  readonly introspection: boolean;
  readonly hideSchemaDetails: boolean;
  /** Manifest file of the only GraphQL documents that are executed; null: every document is executed. */
  readonly trustedDocuments: string | null;
  /** Number of executions after which an operation is compiled; 0: never. */
  readonly compileAfter: number;
  readonly archiveAfterDays: number;
  readonly httpLimits: HttpLimits;
  readonly corsOrigins: readonly string[];
  readonly eventRetentionDays: number;
  readonly webhookAllowPrivate: boolean;
  readonly live: { readonly maxConnections: number; readonly maxOperations: number };
  readonly queryLimits: QueryLimits;
  readonly rateLimits: RateLimits;
  readonly logLevel: Values['LOG_LEVEL'];
  /** Whether output to a terminal is readable text instead of JSON. */
  readonly readableOutput: boolean;
  /** Bearer token for `/metrics`; null: only requests from this machine are answered. */
  readonly metricsToken: string | null;
  readonly traces: { readonly endpoint: string; readonly serviceName: string } | null;
}

/** Error for an invalid configuration, with one sentence for each invalid variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly issues: readonly string[];

  constructor(issues: readonly string[]) {
    super(issues.join('\n'));
    this.issues = issues;
  }
}

/**
 * Reads the configuration from environment variables. Pure function.
 * @throws ConfigError naming all invalid variables at once; values of secrets are not repeated
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = readSettings(env);
  const production = values.NODE_ENV === 'production';
  const embedded = values.MONGODB_URI === null;
  const seedDemo = values.SEED_DEMO ?? (embedded && !production);
  return {
    http: { host: values.HOST, port: values.PORT },
    workers: values.WORKERS,
    trustProxy: isSingleProcess(values.TRUST_PROXY) ? 'peer' : values.TRUST_PROXY,
    store:
      values.MONGODB_URI === null
        ? { kind: 'embedded', dataDir: values.DATA_DIR }
        : { kind: 'mongodb', uri: values.MONGODB_URI },
    demo: seedDemo ? { password: values.DEMO_PASSWORD, dataDir: values.DATA_DIR } : null,
    playground: values.PLAYGROUND ?? !production,
    introspection: values.INTROSPECTION ?? !production,
    hideSchemaDetails: production,
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    compileAfter: values.COMPILE_AFTER,
    archiveAfterDays: values.ARCHIVE_AFTER_DAYS,
    httpLimits: {
      receiveTimeoutSeconds: values.REQUEST_TIMEOUT_SECONDS,
      keepAliveSeconds: values.KEEP_ALIVE_SECONDS,
      requestTimeoutSeconds: values.DEADLINE_SECONDS,
      maxEventLoopDelayMs: values.MAX_DELAY_MS,
    },
    corsOrigins: values.CORS_ORIGINS,
    eventRetentionDays: values.EVENT_RETENTION_DAYS,
    webhookAllowPrivate: values.WEBHOOK_ALLOW_PRIVATE,
    live: { maxConnections: values.LIVE_MAX_CONNECTIONS, maxOperations: values.LIVE_MAX_OPERATIONS },
    queryLimits: {
      tokens: values.QUERY_MAX_TOKENS,
      depth: values.QUERY_MAX_DEPTH,
      aliases: values.QUERY_MAX_ALIASES,
      duplicates: values.QUERY_MAX_DUPLICATES,
      directives: values.QUERY_MAX_DIRECTIVES,
      rootFields: values.QUERY_MAX_ROOT_FIELDS,
      listValues: values.QUERY_MAX_LIST_VALUES,
      cost: values.QUERY_MAX_COST,
    },
    rateLimits: {
      user: values.RATE_LIMIT_USER,
      account: values.RATE_LIMIT_ACCOUNT,
      address: values.RATE_LIMIT_ADDRESS,
    },
    logLevel: values.LOG_LEVEL,
    readableOutput: !production,
    metricsToken: values.METRICS_TOKEN,
    traces:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === null
        ? null
        : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME },
  };
}

function readSettings(env: Readonly<Record<string, string | undefined>>): Values {
  const issues: string[] = [];
  const values = Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
    const given = env[name] || undefined;
    const result = setting.type.safeParse(given);
    if (result.success) return [name, result.data];
    const shown = setting.secret ? 'its value' : JSON.stringify(given);
    issues.push(`${name}: ${shown} is not valid: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
    return [name, undefined];
  });
  if (issues.length > 0) throw new ConfigError(issues);
  return Object.fromEntries(values) as Values;
}
