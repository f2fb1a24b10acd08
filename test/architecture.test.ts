import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import embeddedMongodbPackage from '../packages/embedded-mongodb/package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../src');
const embeddedMongodb = join(import.meta.dirname, '../packages/embedded-mongodb/src');

/** What each part may import besides itself; files at the top of src are a part of their own, `app`. */
const mayImport: Record<string, readonly string[]> = {
  app: [
    'console',
    'graphql',
    'rest',
    'http',
    'contract',
    'auth',
    'persistence',
    'observability',
    'webhooks',
    'events',
    'sessions',
    'directory',
    'kernel',
  ],
  graphql: ['contract', 'auth', 'webhooks', 'events', 'sessions', 'directory', 'kernel'],
  rest: ['contract', 'auth', 'webhooks', 'events', 'sessions', 'directory', 'kernel'],
  http: ['auth', 'webhooks', 'events', 'sessions', 'directory', 'kernel'],
  contract: ['auth', 'webhooks', 'sessions', 'directory', 'kernel'],
  auth: ['webhooks', 'events', 'sessions', 'directory', 'kernel'],
  persistence: ['webhooks', 'events', 'sessions', 'directory', 'kernel'],
  webhooks: ['events', 'sessions', 'directory', 'kernel'],
  events: ['sessions', 'directory', 'kernel'],
  sessions: ['directory', 'kernel'],
  directory: ['kernel'],
  observability: ['http', 'kernel'],
  // the page's own files, which lie beside src
  console: ['..'],
  kernel: [],
};

/** Packages that only some files may import. */
const fences: [name: string, allowed: RegExp][] = [
  ['mongoose', /^persistence\//],
  ['@voice-sessions/embedded-mongodb', /^(app|server-process)\.ts$/],
  ['fastify', /^http\/|\/plugin\.ts$/],
  ['type-graphql', /^(contract|graphql)\//],
  ['@apollo/server', /^graphql\//],
  ['prom-client', /^observability\//],
  ['@opentelemetry', /^observability\//],
  ['pino', /^(open-log|app|compose)\.ts$/],
];

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** The file it stands for, where it is one of ours. */
  readonly target: string | null;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const importsOf = (folder: string, file: string): Import[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/(?<!\.)\b(?:from\s|import\s*\(?)\s*'([^']+)'/g)].map(
    ([, specifier = '']) => ({
      file,
      specifier,
      target: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : null,
    }),
  );

const files = filesOf(root);
const imports = files.flatMap((file) => importsOf(root, file));
const partOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'app');

describe('imports', () => {
  it('point one way', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (target === null || partOf(file) === partOf(target)) return false;
      return !mayImport[partOf(file)]?.includes(partOf(target));
    });
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it('have no cycle', () => {
    const targets = new Map(
      files.map((file) => [file, imports.flatMap((one) => (one.file === file ? (one.target ?? []) : []))]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' -> ')];
      if (done.has(file)) return [];
      const found = (targets.get(file) ?? []).flatMap((target) => visit(target, [...path, file]));
      done.add(file);
      return found;
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  it.each(fences)('of %s stay behind their fence', (name, allowed) => {
    const users = imports.filter(({ specifier }) => specifier === name || specifier.startsWith(`${name}/`));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ file }) => !allowed.test(file)).map(({ file }) => file)).toEqual([]);
  });

  it('of src/graphql/compiled from outside name its interface only', () => {
    const folder = 'graphql/compiled/';
    const users = imports.filter(({ file, target }) => target?.startsWith(folder) && !file.startsWith(folder));
    expect(users.length).toBeGreaterThan(0);
    expect([...new Set(users.map(({ target }) => target))]).toEqual(['graphql/compiled/compiled-executor.ts']);
  });

  it('leave the process and its environment to main.ts and server-process.ts', () => {
    const users = files.filter((file) => /\bprocess\.(?!nextTick)/.test(readFileSync(join(root, file), 'utf8')));
    expect(users).toEqual(['main.ts', 'server-process.ts']);
  });
});

describe('packages/embedded-mongodb', () => {
  it('imports its own files, its dependencies and Node only', () => {
    const others = new Set(
      filesOf(embeddedMongodb)
        .flatMap((file) => importsOf(embeddedMongodb, file))
        .filter(({ specifier, target }) => !specifier.startsWith('node:') && (target?.startsWith('..') ?? true))
        .map(({ specifier }) => specifier.split('/')[0]),
    );
    expect(others).toEqual(new Set(Object.keys(embeddedMongodbPackage.dependencies)));
  });

  it('is the only user of lmdb', () => {
    const users = imports.filter(({ specifier }) => /^lmdb(\/|$)/.test(specifier));
    expect(users).toEqual([]);
  });
});

it('files stay small', () => {
  const long = [
    ...files.map((file) => join(root, file)),
    ...filesOf(embeddedMongodb).map((file) => join(embeddedMongodb, file)),
  ]
    .map((file) => [file, readFileSync(file, 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 255);
  expect(long).toEqual([]);
});
