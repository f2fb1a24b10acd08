import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../src/app/config.ts';

it('uses the defaults when no variable is set', () => {
  expect(loadConfig({})).toEqual({
    http: { host: '127.0.0.1', port: 4000 },
    workers: 1,
    trustProxy: [],
    store: { kind: 'embedded', dataDir: './data' },
    initialAdmin: null,
    initialAdminPassword: null,
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
    shutdownDelaySeconds: 0,
    corsOrigins: [],
    eventRetentionDays: 7,
    webhookAllowPrivate: false,
    webhookLimits: { total: 64, account: 16 },
    live: { maxConnections: 20, maxOperations: 50, maxOperationsPerUser: 200 },
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
    metadata: true,
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
    { NODE_ENV: 'production', MONGODB_URI: 'mongodb://db' },
    { demo: null, playground: false, introspection: false, hideSchemaDetails: true, readableOutput: false },
  ],
  [
    'enables the playground and introspection in production if requested',
    { NODE_ENV: 'production', MONGODB_URI: 'mongodb://db', PLAYGROUND: '1', INTROSPECTION: 'true' },
    { playground: true, introspection: true },
  ],
  [
    'uses the embedded database in production if MONGODB_URI=embedded',
    { NODE_ENV: 'production', MONGODB_URI: 'embedded' },
    { store: { kind: 'embedded', dataDir: './data' }, demo: null },
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

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voice-sessions-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'secret');

  it.each([
    ['MONGODB_URI', 'mongodb://user:secret@db', { store: { uri: 'mongodb://user:secret@db' } }],
    ['METRICS_TOKEN', 'a-token-of-some-length', { metricsToken: 'a-token-of-some-length' }],
    ['DEMO_PASSWORD', 'a demo password', { demo: { password: 'a demo password' } }],
    ['INITIAL_ADMIN_PASSWORD', 'a password ', { initialAdminPassword: 'a password ' }],
  ])('sets %s, without the final line break', (name, text, expected) => {
    writeFileSync(file, `${text}\n`);
    expect(loadConfig({ [`${name}_FILE`]: file })).toMatchObject(expected);
  });

  it('is refused beside the setting itself', () => {
    writeFileSync(file, 'a-token-of-some-length');
    expect(() => loadConfig({ METRICS_TOKEN: 'another-token-of-length', METRICS_TOKEN_FILE: file })).toThrow(
      'METRICS_TOKEN_FILE: METRICS_TOKEN is set too; set one of the two',
    );
  });

  it('is refused when it cannot be read', () => {
    expect(() => loadConfig({ METRICS_TOKEN_FILE: join(folder, 'none') })).toThrow(
      'METRICS_TOKEN_FILE: cannot read the file (ENOENT)',
    );
  });
});

it.each<[string, Record<string, string>, string]>([
  [
    'no database in production',
    { NODE_ENV: 'production' },
    'MONGODB_URI: must be set in production; the value embedded selects the embedded database',
  ],
  [
    'an administrator without a password',
    { INITIAL_ADMIN_EMAIL: 'root@acme.test' },
    'INITIAL_ADMIN_PASSWORD: must be set with INITIAL_ADMIN_EMAIL, also as INITIAL_ADMIN_PASSWORD_FILE',
  ],
])('refuses %s', (_, env, message) => {
  expect(() => loadConfig(env)).toThrow(message);
});
