import { expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../src/app/config.ts';

it('uses the defaults when no variable is set', () => {
  expect(loadConfig({})).toEqual({
    http: { host: '127.0.0.1', port: 4000 },
    workers: 1,
    trustProxy: [],
    store: { kind: 'embedded', dataDir: './data' },
    demo: { password: null, dataDir: './data' },
    playground: true,
    introspection: true,
    hideSchemaDetails: false,
    trustedDocuments: null,
    compileAfter: 2,
    archiveAfterDays: 15,
    httpLimits: {
      receiveTimeoutSeconds: 30,
      keepAliveSeconds: 72,
      requestTimeoutSeconds: 15,
      maxEventLoopDelayMs: 1_000,
    },
    corsOrigins: [],
    eventRetentionDays: 7,
    webhookAllowPrivate: false,
    live: { maxConnections: 20, maxOperations: 50 },
    queryLimits: {
      tokens: 4_000,
      depth: 15,
      aliases: 50,
      duplicates: 50,
      directives: 50,
      rootFields: 25,
      listValues: 10_000,
      cost: 10_000,
    },
    rateLimits: { user: 600_000, account: 3_000_000, address: 60_000 },
    logLevel: 'info',
    readableOutput: true,
    metricsToken: null,
    traces: null,
  });
});

it.each<[string, Record<string, string>, object]>([
  ['an empty variable is unset', { PORT: '', MONGODB_URI: '' }, { http: { port: 4000 }, store: { kind: 'embedded' } }],
  [
    'creates no demo data in an external MongoDB',
    { MONGODB_URI: 'mongodb://db' },
    { store: { kind: 'mongodb', uri: 'mongodb://db' }, demo: null },
  ],
  ['creates demo data if SEED_DEMO=on', { MONGODB_URI: 'mongodb://db', SEED_DEMO: 'on' }, { demo: { password: null } }],
  [
    'exports traces to OTEL_EXPORTER_OTLP_ENDPOINT',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', METRICS_TOKEN: 'a-token-of-some-length' },
    {
      traces: { endpoint: 'http://collector:4318', serviceName: 'voice-sessions' },
      metricsToken: 'a-token-of-some-length',
    },
  ],
  [
    'disables the playground, introspection and readable output in production',
    { NODE_ENV: 'production' },
    { demo: null, playground: false, introspection: false, hideSchemaDetails: true, readableOutput: false },
  ],
  [
    'enables the playground and introspection in production if requested',
    { NODE_ENV: 'production', PLAYGROUND: '1', INTROSPECTION: 'true' },
    { playground: true, introspection: true },
  ],
])('%s', (_, env, expected) => {
  expect(loadConfig(env)).toMatchObject(expected);
});

it('reports every invalid variable at once, without revealing a secret', () => {
  const load = () =>
    loadConfig({
      PORT: '70000',
      SEED_DEMO: 'perhaps',
      MONGODB_URI: 'http://user:pass@db',
      METRICS_TOKEN: 'short-pass',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      NODE_ENV: 'prod',
    });
  expect(load).toThrow(ConfigError);
  try {
    load();
  } catch (error) {
    const { issues } = error as ConfigError;
    expect(issues.map((issue) => issue.split(':')[0])).toEqual([
      'PORT',
      'MONGODB_URI',
      'SEED_DEMO',
      'METRICS_TOKEN',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'NODE_ENV',
    ]);
    expect(issues.join()).not.toContain('pass');
  }
});
