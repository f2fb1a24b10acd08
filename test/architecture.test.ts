import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../src');

/** The first-level parts of `src` that each of them may import besides itself. */
const layers: Record<string, readonly string[]> = {
  main: ['server-process'],
  'create-admin': ['app', 'adapters', 'common'],
  'server-process': ['cluster', 'app', 'common'],
  cluster: ['app', 'common'],
  app: ['api', 'adapters', 'domain', 'common'],
  api: ['domain', 'common'],
  adapters: ['domain', 'common'],
  domain: ['common'],
  common: [],
};

/** The parts of the same layer that each part of `domain` and `api` may import besides itself. */
const parts: Record<string, readonly string[]> = {
  'domain/webhooks': ['events', 'sessions', 'directory'],
  'domain/events': ['sessions', 'directory'],
  'domain/sessions': ['directory'],
  'domain/auth': ['directory'],
  'domain/directory': [],
  'api/pages': ['graphql', 'rest', 'http'],
  'api/graphql': ['http', 'loaders', 'contract'],
  'api/rest': ['http', 'loaders', 'contract'],
  'api/http': ['loaders', 'contract'],
  'api/loaders': ['contract'],
  'api/contract': [],
};

/** Imports exempt from the rules above: telemetry instruments, and the documents of the web console. */
const exceptions = [
  'api/http/metrics-route.ts -> adapters/telemetry/metrics.ts',
  'api/http/traced-requests.ts -> adapters/telemetry/tracing.ts',
  'api/http/console-route.ts -> ../packages/console/documents.js',
];

/** The packages, and the only files that may import each. */
const packages: [name: string, allowed: RegExp][] = [
  ['mongoose', /^adapters\/mongodb\//],
  ['fastify', /^api\/(?:http\/|.*\/plugin\.ts$)/],
  ['type-graphql', /^api\/(?:contract|graphql|loaders)\//],
  ['@apollo/server', /^api\/graphql\//],
  ['prom-client', /^adapters\/telemetry\//],
  ['@opentelemetry', /^(?:adapters\/telemetry\/|api\/http\/traced-requests\.ts$)/],
  ['pino', /^app\//],
  ['@voice-sessions/embedded-mongodb', /^(?:app\/|server-process\.ts$)/],
];

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** The imported file, `null` for a package. */
  readonly target: string | null;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, specifier = '']) => ({
      file,
      specifier,
      target: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : null,
    }),
  ),
);
const layerOf = (file: string): string => file.replace(/\.ts$/, '').split('/')[0] ?? '';
const partOf = (file: string): string => file.split('/')[1] ?? '';

function isAllowed({ file, target }: Import): boolean {
  if (target === null || exceptions.includes(`${file} -> ${target}`)) return true;
  const layer = layerOf(file);
  if (layer !== layerOf(target)) return layers[layer]?.includes(layerOf(target)) ?? false;
  const own = parts[`${layer}/${partOf(file)}`];
  return !own || partOf(file) === partOf(target) || own.includes(partOf(target));
}

describe('imports', () => {
  it('follow the order of the layers', () => {
    const wrong = imports.filter((one) => !isAllowed(one));
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
      const cycles = (targets.get(file) ?? []).flatMap((target) => visit(target, [...path, file]));
      done.add(file);
      return cycles;
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  it.each(packages)('of %s are limited to its adapter', (name, allowed) => {
    const users = imports.filter(({ specifier }) => specifier === name || specifier.startsWith(`${name}/`));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ file }) => !allowed.test(file)).map(({ file }) => file)).toEqual([]);
  });
});

it('only the entry files use the global process object', () => {
  const users = files.filter((file) => /\bprocess\.(?!nextTick)\w/.test(readFileSync(join(root, file), 'utf8')));
  expect(users).toEqual(['create-admin.ts', 'main.ts', 'server-process.ts']);
});

it('files have at most 250 lines', () => {
  const long = files
    .map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length] as const)
    .filter(([, lines]) => lines > 251);
  expect(long).toEqual([]);
});
