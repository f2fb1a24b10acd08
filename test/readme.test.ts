import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../src/common/errors/error-catalogue.ts';
import { demoPassword, startTestApp, type TestApp } from './support/start-test-app.ts';

const readme = readFileSync('README.md', 'utf8');
const errorsPage = readFileSync('docs/errors.md', 'utf8');
const examples = [...readme.matchAll(/<!-- run -->\n\n```sh\n([\s\S]*?)```/g)].map(([, script = '']) => script);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const run = async (script: string): Promise<string> => {
  const env = { ...process.env, URL: app.url, PASSWORD: demoPassword };
  return (await promisify(execFile)('bash', ['-c', script], { env })).stdout;
};

describe('the examples of README.md', () => {
  const expected = [
    /^\{"data":\{"newSession":\{"id":"[0-9a-f]{24}","channel":"Voice","accountName":"Acme","customerBreadcrumb":\[\{"name":"Head Office"\}/,
    /^\{.*"channel":"Chat".*"displayName":"Support".*"identity":"user:05e000000000000000000003"/,
    /^<\?xml version="1.0" encoding="utf-8"\?><SessionInfo .*<CallState>Ringing<\/CallState>.*<CustomerName>North Region<\/CustomerName>/,
    /^HTTP\/1.1 200 OK\r\nHTTP\/1.1 200 OK\r\nidempotent-replayed: true\r\n$/i,
  ];

  it('are all tested here', () => {
    expect(examples).toHaveLength(expected.length);
  });

  it.each(expected.map((pattern, index) => [index + 1, pattern] as const))(
    'number %i prints the expected response',
    async (number, pattern) => {
      expect(await run(examples[number - 1] ?? '')).toMatch(pattern);
    },
  );
});

it('docs/errors.md lists every error of the catalogue, and no other', () => {
  const [, table = ''] = /<!-- generated: errors -->([\s\S]*?)<!-- end -->/.exec(errorsPage) ?? [];
  const rows = [...table.matchAll(/^\| `(\w+)` \| (\d+) \| `(\w+)` \|/gm)].map(([, code, status, restName]) => [
    code,
    Number(status),
    restName,
  ]);
  expect(rows).toEqual(Object.entries(errorCatalogue).map(([code, { status, restName }]) => [code, status, restName]));
});
