import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { QueryLimits } from '../api/graphql/limits/query-limits.ts';
import type { HttpLimits } from '../api/http/server.ts';
import type { RateLimits } from '../domain/auth/rate-limiter.ts';
import type { AttemptLimits } from '../domain/webhooks/attempt-limiter.ts';
import { embeddedDatabase, isSingleProcess, type Setting, settings } from './settings.ts';

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
  /** The system administrator to create at the start; null: none. */
  readonly initialAdmin: { readonly emailAddress: string; readonly password: string } | null;
  readonly initialAdminPassword: string | null;
  readonly playground: boolean;
  readonly introspection: boolean;
  readonly hideSchemaDetails: boolean;
  /** Whether the metadata pages, the generated types, OpenAPI and the documentation are served. */
  readonly metadata: boolean;
  /** Manifest file of the only GraphQL documents that are executed; null: every document is executed. */
  readonly trustedDocuments: string | null;
  /** Number of executions after which an operation is compiled; 0: never. */
  readonly compileAfter: number;
  readonly archiveAfterDays: number;
  readonly httpLimits: HttpLimits;
  /** Time between a stop signal and the end of accepting requests, in seconds. */
  readonly shutdownDelaySeconds: number;
  readonly corsOrigins: readonly string[];
  readonly eventRetentionDays: number;
  readonly webhookAllowPrivate: boolean;
  readonly webhookLimits: AttemptLimits;
  readonly live: {
    readonly maxConnections: number;
    /** On one WebSocket. */
    readonly maxOperations: number;
    readonly maxOperationsPerUser: number;
  };
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
 * Reads the configuration from environment variables, and secrets from the files that `NAME_FILE` names.
 * @throws ConfigError naming all invalid variables at once; values of secrets are not repeated
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = readSettings(withSecretFiles(env));
  const production = values.NODE_ENV === 'production';
  requireTogether(values, production);
  const embedded = values.MONGODB_URI === null || values.MONGODB_URI === embeddedDatabase;
  const seedDemo = values.SEED_DEMO ?? (embedded && !production);
  return {
    http: { host: values.HOST, port: values.PORT },
    workers: values.WORKERS,
    trustProxy: isSingleProcess(values.TRUST_PROXY) ? 'peer' : values.TRUST_PROXY,
    store:
      values.MONGODB_URI === null || embedded
        ? { kind: 'embedded', dataDir: values.DATA_DIR }
        : { kind: 'mongodb', uri: values.MONGODB_URI },
    initialAdmin:
      values.INITIAL_ADMIN_EMAIL === null || values.INITIAL_ADMIN_PASSWORD === null
        ? null
        : { emailAddress: values.INITIAL_ADMIN_EMAIL, password: values.INITIAL_ADMIN_PASSWORD },
    initialAdminPassword: values.INITIAL_ADMIN_PASSWORD,
    demo: seedDemo ? { password: values.DEMO_PASSWORD, dataDir: values.DATA_DIR } : null,
    playground: values.PLAYGROUND ?? !production,
    introspection: values.INTROSPECTION ?? !production,
    hideSchemaDetails: production,
    metadata: values.METADATA,
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    compileAfter: values.COMPILE_AFTER,
    archiveAfterDays: values.ARCHIVE_AFTER_DAYS,
    httpLimits: {
      receiveTimeoutSeconds: values.REQUEST_TIMEOUT_SECONDS,
      keepAliveSeconds: values.KEEP_ALIVE_SECONDS,
      requestTimeoutSeconds: values.DEADLINE_SECONDS,
      maxEventLoopDelayMs: values.MAX_DELAY_MS,
    },
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS,
    corsOrigins: values.CORS_ORIGINS,
    eventRetentionDays: values.EVENT_RETENTION_DAYS,
    webhookAllowPrivate: values.WEBHOOK_ALLOW_PRIVATE,
    webhookLimits: { total: values.WEBHOOK_MAX_ATTEMPTS, account: values.WEBHOOK_MAX_ATTEMPTS_ACCOUNT },
    live: {
      maxConnections: values.LIVE_MAX_CONNECTIONS,
      maxOperations: values.LIVE_MAX_OPERATIONS,
      maxOperationsPerUser: values.LIVE_MAX_OPERATIONS_PER_USER,
    },
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

/**
 * Replaces each `NAME_FILE` of a secret setting by the text of the file, without its final line break.
 * @throws ConfigError when a file cannot be read, or a setting is given twice
 */
function withSecretFiles(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const texts: Record<string, string | undefined> = { ...env };
  const issues: string[] = [];
  for (const [name, { secret }] of Object.entries<Setting<unknown>>(settings)) {
    const file = secret && env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) issues.push(`${name}_FILE: ${name} is set too; set one of the two`);
    try {
      texts[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      issues.push(`${name}_FILE: cannot read the file (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  if (issues.length > 0) throw new ConfigError(issues);
  return texts;
}

/** @throws ConfigError when a setting needs another one */
function requireTogether(
  { MONGODB_URI, INITIAL_ADMIN_EMAIL, INITIAL_ADMIN_PASSWORD }: Values,
  production: boolean,
): void {
  const issues: string[] = [];
  if (production && MONGODB_URI === null) {
    issues.push(`MONGODB_URI: must be set in production; the value ${embeddedDatabase} selects the embedded database`);
  }
  if (INITIAL_ADMIN_EMAIL !== null && INITIAL_ADMIN_PASSWORD === null) {
    issues.push('INITIAL_ADMIN_PASSWORD: must be set with INITIAL_ADMIN_EMAIL, also as INITIAL_ADMIN_PASSWORD_FILE');
  }
  if (issues.length > 0) throw new ConfigError(issues);
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
