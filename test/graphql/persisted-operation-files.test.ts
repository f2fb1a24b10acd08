import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/app/config.ts';
import { startTestApp } from '../support/start-test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'voice-sessions-trusted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const fileOf = (name: string, content: unknown): string => {
  const file = join(folder, `${sha256(name)}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('a start with a manifest of persisted operations', () => {
  const manifest = (...operations: object[]) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations });
  const deep = `{ node(id: "x") ${'{ ... on SessionInfo { parent '.repeat(16)} { id } ${'} }'.repeat(16)} }`;
  const bad: [string, unknown, RegExp[]][] = [
    ['invalid JSON', '{ "a": ', [/JSON/]],
    ['a list of documents', ['{ __typename }'], [/expected record/]],
    ['a value that is not text', { a: '{ __typename }', b: 1 }, [/b: .*expected string/]],
    ['an unsupported version', { ...manifest(), version: 2 }, [/version: .*expected 1/]],
    ['an operation without a body', manifest({ id: 'a' }), [/operations: 0: body: /]],
    [
      'a duplicate id',
      manifest({ id: 'a', name: 'A', body: '{ __typename }' }, { id: 'a', name: 'B', body: '{ me { name } }' }),
      [/document "a" \(B\): its id is already used for another text/],
    ],
    [
      'the hash of another text as an id',
      { a: '{ __typename }', [sha256('{ __typename }')]: '{ me { name } }' },
      [/document "[0-9a-f]{64}": its id/],
    ],
    [
      'documents that cannot be executed, reporting each',
      { syntax: '{', field: '{ nothing }', good: '{ __typename }', deep },
      [
        /document "syntax": Syntax Error/,
        /document "field": Cannot query field "nothing"/,
        /document "deep": .*levels deep/,
      ],
    ],
  ];

  const issuesOf = async (file: string): Promise<readonly string[]> => {
    const error = await startTestApp({ TRUSTED_DOCUMENTS: file, SEED_DEMO: '0' }).then(
      (app) => app.close(),
      (failure: unknown) => failure,
    );
    if (!(error instanceof ConfigError)) throw new Error(`the start was not refused, but ${error}`);
    return error.issues;
  };

  it.each(bad)('refuses %s', async (name, content, expected) => {
    const file = fileOf(name, content);
    const issues = await issuesOf(file);
    expect(issues).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
    for (const issue of issues) expect(issue).toContain(`TRUSTED_DOCUMENTS: ${JSON.stringify(file)} is not valid: `);
  });

  it('refuses a missing file', async () => {
    expect(await issuesOf(join(folder, 'nowhere.json'))).toEqual([expect.stringMatching(/ENOENT/)]);
  });
});
