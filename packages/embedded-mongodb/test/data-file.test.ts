import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, open } from 'lmdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDataFile } from '../src/check-data-file.ts';
import { newestMeta, readMeta } from '../src/lmdb-file.ts';

const pageBytes = 4_096;
const options = { overlappingSync: false, maxDbs: 2, encoding: 'binary', pageSize: pageBytes } as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-mongodb-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Table = Database<Buffer, string>;

async function writeDataFile(name: string, transactions: readonly ((table: Table) => void)[]): Promise<string> {
  const path = join(folder, name);
  const root = open(path, options);
  const table: Table = root.openDB({ name: 'documents', encoding: 'binary' });
  for (const transaction of transactions) await root.transaction(() => transaction(table));
  await root.close();
  return path;
}

/** Reads and verifies all records through LMDB and returns their number. */
async function keysOf(path: string): Promise<number> {
  const root = open(path, options);
  const table: Table = root.openDB({ name: 'documents', encoding: 'binary' });
  const wrong = [...table.getRange()].filter(({ key, value }) => !value.equals(Buffer.alloc(value.length, key)));
  expect(wrong).toEqual([]);
  const keys = table.getCount();
  await root.close();
  return keys;
}

function pagesOf(path: string): { readonly inFile: number; readonly allocated: number } {
  const fd = openSync(path, 'r');
  const [first, second] = [readMeta(fd, 0), readMeta(fd, pageBytes)];
  closeSync(fd);
  if (!first || !second) throw new Error('the file has no meta pages');
  return { inFile: statSync(path).size / pageBytes, allocated: newestMeta(first, second).lastPage + 1 };
}

const value = (key: string, bytes: number) => Buffer.alloc(bytes, key);
const many = Array.from({ length: 60 }, (_, n) => `k${n}`);

/**
 * LMDB does not write pages that one transaction allocates and frees, so the file ends before the last allocated page.
 */
const shortFile = [
  (table: Table) => {
    table.putSync('a', value('a', 100));
    table.putSync('x', value('x', 30_000));
  },
  (table: Table) => void table.removeSync('x'),
  (table: Table) => {
    for (const key of many) table.putSync(key, value(key, 9_000));
    for (const key of many) table.removeSync(key);
  },
];

const manyRecords = [
  (table: Table) => {
    for (const key of many) table.putSync(key, value(key, 900));
    table.putSync('x', value('x', 30_000));
  },
];

/** The other pages of the last transaction reuse pages freed by the removed record. */
const largeRecord = [
  (table: Table) => {
    table.putSync('a', value('a', 100));
    table.putSync('x', value('x', 30_000));
  },
  (table: Table) => void table.removeSync('x'),
  (table: Table) => void table.putSync('a', value('a', 101)),
  (table: Table) => void table.putSync('y', value('y', 60_000)),
];

describe('a data file', () => {
  it('is accepted if LMDB left its last pages unwritten', async () => {
    const path = await writeDataFile('short.mdb', shortFile);
    expect(pagesOf(path)).toEqual({ inFile: 19, allocated: 198 });
    expect(() => checkDataFile(path)).not.toThrow();
    expect(await keysOf(path)).toBe(1);
  });

  it.each([
    ['leaf pages', 34, 61, manyRecords],
    ['the pages of one large record', 34, 2, largeRecord],
  ] as const)('is rejected at every length that lacks %s', async (_name, pageCount, keyCount, transactions) => {
    const path = await writeDataFile(`${keyCount}-keys.mdb`, transactions);
    expect(pagesOf(path)).toEqual({ inFile: pageCount, allocated: pageCount });
    const whole = readFileSync(path);
    const cut = join(folder, 'cut.mdb');
    const accepted: number[] = [];
    for (let pages = 1; pages <= pageCount; pages += 1) {
      writeFileSync(cut, whole.subarray(0, pages * pageBytes));
      try {
        checkDataFile(cut);
      } catch {
        continue;
      }
      accepted.push(pages);
    }
    expect(accepted).toEqual([pageCount]);
    expect(await keysOf(path)).toBe(keyCount);
  });
});
