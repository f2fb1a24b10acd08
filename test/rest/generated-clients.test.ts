import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunSessionLife } from '../generated-clients/life.ts';
import { as } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const folder = 'test/generated-clients';
const isInstalled = existsSync(`${folder}/node_modules`);
const timeoutMs = 180_000;
const app = useTestApp();

/** Runs a program of the folder; its output is part of the error if it fails. */
const run = (...args: readonly string[]) => promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });

// the generators are a package of their own: npm ci --prefix test/generated-clients
describe.skipIf(!isInstalled && process.env.CI === undefined)('clients that generators make of /openapi.json', () => {
  let apiKey = '';

  beforeAll(async () => {
    const response = await fetch(`${app.url}/apikeys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as('user@acme.test') },
      body: JSON.stringify({ name: 'generated clients' }),
    });
    apiKey = ((await response.json()) as { key: string }).key;
    await run(`${folder}/generate.mjs`, app.url);
  }, timeoutMs);

  test('Redocly finds no problem in the document', () => {
    expect(JSON.parse(readFileSync(`${folder}/generated/redocly.json`, 'utf8'))).toMatchObject({
      totals: { errors: 0, warnings: 0, ignored: 0 },
    });
  });

  test('programs that use them pass the type check', { timeout: timeoutMs }, async () => {
    const { stdout } = await run(`${folder}/node_modules/typescript/bin/tsc`, '-p', folder).catch((error) => error);
    expect(stdout).toBe('');
  });

  test.each(['orval', 'openapi-typescript', 'hey-api', 'swagger-typescript-api'])(
    '%s: create, read, list, patch, log and end a session',
    async (generator) => {
      // not a literal, because the generated files do not exist when this file is compiled
      const program: { runSessionLife: RunSessionLife } = await import(`../generated-clients/${generator}.ts`);
      expect(await program.runSessionLife(app.url, apiKey)).toEqual({
        created: 'Support',
        read: 'Support',
        listed: [1, false],
        patched: 'Sales',
        logged: 'Called back',
        ended: true,
        refused: [400, ['MemberEmailAddresses']],
      });
    },
  );
});
