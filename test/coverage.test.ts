import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/coverage.md', 'utf8');
const { paths } = JSON.parse(readFileSync('schema/openapi.json', 'utf8')) as { paths: Record<string, object> };

const sdl = readFileSync('schema/schema.graphql', 'utf8');
const schema = buildSchema(sdl);
const routes = Object.entries(paths).flatMap(([path, verbs]) =>
  Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
);

/** The tables of the page, each with the cells of its header and of its rows. */
const tables = [...page.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
  const [head = [], , ...rows] = table.trim().split('\n').map(cellsOf);
  return { head, rows };
});

/** Returns the names in backticks in one column of every table that has a `test` column. */
function namesIn(column: 'route' | 'GraphQL' | 'test'): string[] {
  return tables
    .filter(({ head }) => head.includes('test'))
    .flatMap(({ head, rows }) => rows.map((row) => row[head.findIndex((cell) => cell.startsWith(column))] ?? ''))
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

describe('docs/coverage.md', () => {
  it('has no empty cell and no row with a missing cell', () => {
    expect(tables.length).toBeGreaterThan(5);
    for (const { head, rows } of tables) {
      for (const row of rows) {
        expect(row, row.join(' | ')).toHaveLength(head.length);
        expect(
          row.filter((cell) => cell === ''),
          row.join(' | '),
        ).toEqual([]);
      }
    }
  });

  it('names existing test files in each row of an implemented feature', () => {
    for (const { head, rows } of tables.filter((table) => table.head.includes('test'))) {
      for (const row of rows) {
        const files = [...(row[head.indexOf('test')] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
        expect(files.length, row.join(' | ')).toBeGreaterThan(0);
        expect(files.filter((file) => !existsSync(file))).toEqual([]);
      }
    }
  });

  it('lists every route of the API, and no other', () => {
    expect(routes.filter((route) => !page.includes(`\`${route}\``))).toEqual([]);
    const named = namesIn('route').filter((name) => /^[A-Z]+ \//.test(name));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !routes.includes(name))).toEqual([]);
  });

  it('names only schema elements in the GraphQL column', () => {
    // settings, error codes and error extensions are not in the schema
    const names = namesIn('GraphQL').filter((name) => !/^([A-Z_]+|extensions\.\w+)$/.test(name));
    expect(names.length).toBeGreaterThan(50);
    const words = names.flatMap((name) => name.match(/[A-Za-z]\w*/g) ?? []);
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(sdl))).toEqual([]);
  });

  const types = ['SessionInfo', 'NewSession', 'SessionMemberInfo', 'SessionLogInfo', 'EntityInfo', 'UserInfo'];
  it.each([...types, 'AccountInfo', 'CustomerInfo', 'EndpointInfo'])('has every field of %s', (name) => {
    const type = schema.getType(name);
    if (!isObjectType(type) && !isInputObjectType(type) && !isInterfaceType(type)) throw new Error(`no type ${name}`);
    const fields = Object.keys(type.getFields());
    expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
  });
});
