import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs the packages of the contenders (bench/package.json) where they are missing. */
export function installContenders() {
  const cwd = new URL('..', import.meta.url).pathname;
  if (!existsSync(new URL('../node_modules', import.meta.url))) {
    spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd, stdio: 'inherit' });
  }
}
