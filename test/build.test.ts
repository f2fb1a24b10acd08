import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const compilesBoth = 'Compiling packages/embedded-mongodb/dist\nCompiling dist\n';
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'voice-sessions-build-'));
  const copied = [
    'tsconfig.json',
    'package.json',
    'package-lock.json',
    'scripts',
    'packages/embedded-mongodb/package.json',
    'packages/embedded-mongodb/tsconfig.build.json',
  ];
  for (const path of copied) await cp(path, join(root, path), { recursive: true });
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  await mkdir(join(root, 'src'));
  await mkdir(join(root, 'packages/embedded-mongodb/src'));
  await writeFile(join(root, 'packages/embedded-mongodb/src/start-embedded-mongodb.ts'), 'export const one = 1;\n');
  await writeFile(join(root, 'src/main.ts'), 'export const two: number = 2;\n');
  await writeFile(join(root, 'src/other.ts'), 'export const three = 3;\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const build = (): Promise<{ exitCode: number | string; stdout: string; stderr: string }> =>
  new Promise((done) => {
    execFile(process.execPath, ['scripts/build.mjs'], { cwd: root }, (error, stdout, stderr) =>
      done({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

// each step begins with the result of the previous one
it('compiles when an input changed or an output folder is missing, and never otherwise', {
  timeout: 60_000,
}, async () => {
  expect(await build()).toEqual({ exitCode: 0, stdout: '', stderr: compilesBoth });
  expect(await build()).toEqual({ exitCode: 0, stdout: '', stderr: '' });

  await writeFile(join(root, 'src/main.ts'), 'export const two: number = 22;\n');
  expect((await build()).stderr).toBe('Compiling dist\n');
  expect(await readFile(join(root, 'dist/main.js'), 'utf8')).toMatch(/^export const two = 22;/);

  await rm(join(root, 'src/other.ts'));
  expect((await build()).stderr).toBe('Compiling dist\n');
  expect(existsSync(join(root, 'dist/other.js'))).toBe(false);

  await rm(join(root, 'dist'), { recursive: true });
  await rm(join(root, 'packages/embedded-mongodb/dist'), { recursive: true });
  expect((await build()).stderr).toBe(compilesBoth);

  await appendFile(join(root, 'package-lock.json'), '\n');
  expect((await build()).stderr).toBe(compilesBoth);
  await writeFile(join(root, 'packages/embedded-mongodb/src/added.ts'), 'export {};\n');
  expect((await build()).stderr).toBe(compilesBoth);
});

it('fails until a source compiles', { timeout: 60_000 }, async () => {
  await writeFile(join(root, 'src/main.ts'), 'export const two: number = "2";\n');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { exitCode, stdout } = await build();
    expect(exitCode).not.toBe(0);
    expect(stdout).toMatch(/^src\/main\.ts\(1,14\): error TS2322/);
  }
});

it('names the command that installs a missing compiler', async () => {
  await rm(join(root, 'node_modules'));
  expect(await build()).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'The TypeScript compiler is not installed. Run: npm ci --include=dev\n',
  });
});
