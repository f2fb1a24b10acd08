import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { generateSource } from '../../../src/api/graphql/executor/compile-operation.ts';
import { buildSchemaWithoutServices } from '../../support/app-schema.ts';

const page = readFileSync('src/api/graphql/executor/README.md', 'utf8');
const [, query = ''] = /```graphql\n(.*?)```/s.exec(page) ?? [];
const [, example = ''] = /```js\n(.*?)```/s.exec(page) ?? [];

/** Returns the code that the generator produces now, formatted by Biome. */
function generated(): string {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the example has no operation');
  const source = generateSource(buildSchemaWithoutServices(), document, operation);
  // the generated code returns at its top level, which is valid only inside a function
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

/** Removes the explanations, which are lines that begin with `///`. */
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
