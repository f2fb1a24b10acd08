import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voice-sessions-check-'));
  const scripts = { first: 'echo one && exit 1', good: 'echo two', last: 'echo three >&2 && exit 2' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(...scripts: string[]): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [resolve('scripts/check.mjs'), ...scripts], {
    cwd: folder,
    encoding: 'utf8',
  });
  return {
    status,
    lines: stdout
      .replaceAll(/ +\d+\.\d s$/gm, ' N s')
      .trim()
      .split('\n'),
  };
}

it('runs every script, prints the output of those that failed, and exits with 1', () => {
  expect(check('first', 'good', 'last')).toEqual({
    status: 1,
    lines: [
      'FAILED  first N s',
      'ok      good N s',
      'FAILED  last N s',
      '',
      '== npm run first',
      'one',
      '',
      '== npm run last',
      'three',
    ],
  });
});

it('prints one line for each script and exits with 0 when all succeed', () => {
  expect(check('good', 'good')).toEqual({ status: 0, lines: ['ok      good N s', 'ok      good N s'] });
});
