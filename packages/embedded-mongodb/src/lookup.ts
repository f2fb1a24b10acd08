import type { DocumentStream, Stage } from './aggregation.ts';
import { setOwn } from './expressions.ts';
import { YIELD } from './find-documents.ts';
import { isArrayPosition, valuesAt } from './paths.ts';
import { isRegex } from './predicates.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type Doc, isDoc } from './values.ts';
import { plainOf } from './wire.ts';

/** Finds documents of another collection of the same database, with BSON types. The filter has plain values. */
export type FindForeign = (collection: string, filter: Doc) => DocumentStream;

const fields = ['from', 'localField', 'foreignField', 'as'];

/** Compiles a `$lookup` that joins by equality of two fields. Throws for `let`, `pipeline` and dotted `as`. */
export function compileLookup(spec: unknown, find: FindForeign): Stage {
  const { from, localField, foreignField, as, ...others } = isDoc(spec) ? spec : {};
  for (const name of Object.keys(others)) {
    if (name === 'let' || name === 'pipeline') throw unsupported(`${name} in $lookup`);
    throw new StoreError(9, `unknown argument to $lookup: ${name}`);
  }
  if (![from, localField, foreignField, as].every((value) => typeof value === 'string' && value !== ''))
    throw new StoreError(9, `$lookup needs ${fields.join(', ')}, each a non-empty string`);
  const join = { from: String(from), localField: String(localField), foreignField: String(foreignField) };
  if (String(as).includes('.')) throw unsupported('a dotted `as` in $lookup');
  if (join.localField.split('.').some(isArrayPosition)) throw unsupported('an array position in localField');
  return function* (input) {
    for (const document of input) {
      if (document === YIELD) {
        yield YIELD;
        continue;
      }
      const found: Doc[] = [];
      const filter = { [join.foreignField]: { $in: localValues(document, join) } };
      for (const foreign of find(join.from, filter)) {
        if (foreign === YIELD) yield YIELD;
        else found.push(foreign);
      }
      const joined = { ...document };
      setOwn(joined, String(as), found);
      yield joined;
    }
  };
}

/** The values to look for, plain; an array stands for its elements, and a missing field for null. */
function localValues(document: Doc, { localField, foreignField }: { localField: string; foreignField: string }) {
  const { leaves } = valuesAt(document, localField.split('.'));
  const values = leaves.flat().filter((value) => value !== undefined);
  if (values.some((value) => Array.isArray(value) || isRegex(value)))
    throw unsupported('a regular expression or an array within an array in localField');
  // versions of MongoDB differ: some take an empty array for null, which no _id is
  if (values.length === 0 && leaves.some(Array.isArray)) {
    if (foreignField !== '_id') throw unsupported('an empty array in localField');
    return [];
  }
  return values.length === 0 ? [null] : values.map(plainOf);
}
