import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allMembers, dtoNamed } from '../../src/api/contract/model.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { buildContractSchemaWithoutServices } from '../support/app-schema.ts';

const contract = readContract(buildContractSchemaWithoutServices());
const page = readFileSync('docs/rest-sessions.md', 'utf8');

/** The routes that change sessions, with the members that are not in the path. `POST /sessions` has the README. */
const routes = Object.values(contract.operations).flatMap(({ request, routes }) =>
  routes
    .filter(({ verb, path }) => verb !== 'GET' && path.startsWith('/sessions/'))
    .map(({ verb, path }): [route: string, members: string[]] => [
      `${verb} ${path}`,
      allMembers(contract, dtoNamed(contract, request)).flatMap(({ name }) =>
        path.includes(`{${name}}`) ? [] : [name],
      ),
    ]),
);

describe('docs/rest-sessions.md', () => {
  it.each(routes)('has a row for %s, with its members', (route, members) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${route}`)) ?? '';
    expect(row).not.toBe('');
    expect(members.filter((name) => !new RegExp(`\\b${name}\\b`).test(row))).toEqual([]);
  });
});
