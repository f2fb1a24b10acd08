// Compiles the packages and the server to dist/, each only if its inputs have changed since its last build.
// Usage: node scripts/build.mjs [--bench]; with --bench also compiles what the benchmarks import.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const commonInputs = ['tsconfig.json', 'package-lock.json'];
const packageInputs = ['packages/embedded-mongodb/src', 'packages/embedded-mongodb/package.json'];

/** In build order. `inputs` are files and folders. */
const projects = [
  {
    config: 'packages/embedded-mongodb/tsconfig.build.json',
    output: 'packages/embedded-mongodb/dist',
    inputs: packageInputs,
  },
  { config: 'scripts/tsconfig.build.json', output: 'dist', inputs: [...packageInputs, 'src'] },
];
const bench = {
  config: 'scripts/tsconfig.bench.json',
  output: 'dist/bench',
  inputs: [...packageInputs, 'src', 'test/support'],
};

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function fingerprintOf({ config, inputs }) {
  const hash = createHash('sha256');
  for (const file of [...commonInputs, config, ...inputs].flatMap(filesOf)) {
    const content = readFileSync(file);
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function isCurrent(file, fingerprint) {
  try {
    return readFileSync(file, 'utf8') === fingerprint;
  } catch {
    return false;
  }
}

/** @returns the path of the TypeScript compiler; exits if it is not installed, as after an install for production */
function compiler() {
  try {
    return join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  } catch {
    console.error('The TypeScript compiler is not installed. Run: npm ci --include=dev');
    return process.exit(1);
  }
}

/** The fingerprint of the inputs is written last: it stands for a complete build. */
function build(project) {
  const { config, output } = project;
  const fingerprint = fingerprintOf(project);
  const file = join(output, '.fingerprint');
  if (isCurrent(file, fingerprint)) return;
  // resolved here, so that a server without development packages starts if it is built
  const tsc = compiler();
  console.error(`Compiling ${output}`);
  // otherwise the output of a deleted source would stay
  rmSync(output, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(file, fingerprint);
}

for (const project of process.argv.includes('--bench') ? [...projects, bench] : projects) build(project);
