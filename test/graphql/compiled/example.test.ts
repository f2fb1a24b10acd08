import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { generateSource } from '../../../src/api/graphql/executor/compile-operation.ts';
import { buildSchemaWithoutServices } from '../../support/app-schema.ts';

const page = readFileSync('src/api/graphql/executor/README.md', 'utf8');
const [, query = ''] = /```graphql\n(.*?)```/s.exec(page) ?? [];
const [, example = ''] = /```js\n(.*?)```/s.exec(page) ?? [];

/** The code that the generator makes now, formatted as this project is. */
function generated(): string {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the example has no operation');
  const source = generateSource(buildSchemaWithoutServices(), document, operation);
  // a return outside of a function is no module
  const formatted = execFileSync('npx', ['biome', 'format', '--stdin-file-path=example.js'], {
    input: `function generate(constants) {\n${source}\n}\n`,
    encoding: 'utf8',
  });
  return formatted
    .split('\n')
    .slice(1, -2)
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n');
}

/** Explanations stand on lines of their own that begin with `///`. */
const withoutExplanations = (code: string): string =>
  code
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('///'))
    .join('\n')
    .trimEnd();

it('the README of the generator shows the code that it generates, with explanations', () => {
  expect(example).toMatch(/^\s*\/\/\/ /m);
  expect(withoutExplanations(example)).toBe(generated());
});
