import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

/** Loads the schema for the types of the tests. The items of a connection are null only beside an error. */
export default function loadTestSchema(path) {
  const text = readFileSync(path, 'utf8');
  return buildSchema(text.replaceAll(/^( {2}(?:edges|nodes): \[\w+)\]!$/gm, '$1!]!'));
}
