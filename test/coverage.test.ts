import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/coverage.md', 'utf8');
const { paths } = JSON.parse(readFileSync('schema/openapi.json', 'utf8')) as { paths: Record<string, object> };

/** The tables of the page, each with the cells of its head and of its rows. */
const tables = [...page.matchAll(/(?:^\|.*\|\n)+/gm)].map(([table]) => {
  const [head = [], , ...rows] = table.trim().split('\n').map(cellsOf);
  return { head, rows };
});

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

describe('docs/coverage.md', () => {
  it('has no empty cell and no row that is short of one', () => {
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

  it('names, in each row of what is built, tests that there are', () => {
    for (const { head, rows } of tables.filter((table) => table.head.includes('test'))) {
      for (const row of rows) {
        const files = [...(row[head.indexOf('test')] ?? '').matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
        expect(files.length, row.join(' | ')).toBeGreaterThan(0);
        expect(files.filter((file) => !existsSync(file))).toEqual([]);
      }
    }
  });

  it('has every route', () => {
    const routes = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `\`${verb.toUpperCase()} ${path}\``),
    );
    expect(routes.filter((route) => !page.includes(route))).toEqual([]);
  });
});
