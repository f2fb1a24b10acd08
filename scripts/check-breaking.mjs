// `npm run check:breaking`: fails if schema/schema.graphql has breaking changes since the last git tag.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const file = 'schema/schema.graphql';

/**
 * Compares two schemas.
 * @param before the old schema as SDL
 * @param after the new schema as SDL
 * @returns the breaking and the dangerous changes, one sentence each
 */
export function compareSchemas(before, after) {
  const schemas = [buildSchema(before), buildSchema(after)];
  const sentences = (changes) => changes.map(({ description }) => description);
  return {
    breaking: sentences(findBreakingChanges(...schemas)),
    dangerous: sentences(findDangerousChanges(...schemas)),
  };
}

function git(...args) {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

function check() {
  const tag = git('describe', '--tags', '--abbrev=0');
  if (!tag)
    return console.log('No breaking changes: there is no tag to compare with (no git, no tag, or a shallow clone).');
  const before = git('show', `${tag}:${file}`);
  if (!before) return console.log(`No breaking changes: ${tag} has no ${file}.`);
  const { breaking, dangerous } = compareSchemas(before, readFileSync(file, 'utf8'));
  for (const change of dangerous) console.log(`dangerous since ${tag}: ${change}`);
  for (const change of breaking) console.error(`breaking since ${tag}: ${change}`);
  if (breaking.length > 0) process.exitCode = 1;
  else console.log(`No breaking changes since ${tag}.`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) check();
