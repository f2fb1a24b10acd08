import { Int32, Long, serialize } from 'bson';
import { setOwn } from './expressions.ts';
import { compileAddFields, compileProject, compileUnset, isInclusion, type Transform } from './field-changes.ts';
import { YIELD } from './find-documents.ts';
import { Grouping } from './grouping.ts';
import { compileLookup, type FindForeign } from './lookup.ts';
import { rootField } from './paths.ts';
import { compileFilter, fieldsOf } from './query.ts';
import { parseSort, Sorter } from './sorting.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type Doc, isDoc, toDouble } from './values.ts';
import { plainOf } from './wire.ts';

/** Documents with BSON types, and the pauses between them. */
export type DocumentStream = Iterable<Doc | typeof YIELD>;

/** One stage of a pipeline. */
export type Stage = (input: DocumentStream) => DocumentStream;

/**
 * Compiles a pipeline, its stages with BSON types. Throws for a stage that is not supported.
 * @param find finds the documents that `$lookup` joins
 */
export function compilePipeline(pipeline: readonly Doc[], find: FindForeign): Stage {
  const compiled = pipeline.map((stage) => compileStage(stage, find));
  return (input) => compiled.reduce<DocumentStream>((documents, stage) => stage(documents), input);
}

/** The bytes of what a pipeline gives. */
export function* encoded(documents: DocumentStream): Generator<Uint8Array | typeof YIELD> {
  for (const document of documents) yield document === YIELD ? YIELD : serialize(document);
}

/** The one stage of a document of a pipeline. */
export function stageOf(stage: Doc): [name: string, spec: unknown] {
  const [entry, ...others] = Object.entries(stage);
  if (!entry || others.length > 0)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return entry;
}

const stages: Readonly<Record<string, (spec: unknown, find: FindForeign) => Stage>> = {
  $match: (spec) => {
    const matches = compileFilter(matchFilter(spec));
    return filtered(matches);
  },
  $project: (spec) => transformed(compileProject(spec)),
  $addFields: (spec) => transformed(compileAddFields(spec)),
  $set: (spec) => transformed(compileAddFields(spec)),
  $unset: (spec) => transformed(compileUnset(spec)),
  $lookup: compileLookup,
  $unwind: unwindStage,
  $group: groupStage,
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '' || /^\$|\./.test(spec))
      throw new StoreError(40156, 'the count field must be a non-empty string without $ and .');
    const count = groupStage({ _id: null, [spec]: { $sum: new Int32(1) } });
    const withoutId = compileProject({ _id: false });
    return (input) => transformed(withoutId)(count(input));
  },
  $sort: sortStage,
  $skip: (spec) => {
    const skip = stageNumber(spec, '$skip', 0);
    return (input) => sliced(input, skip, Number.POSITIVE_INFINITY);
  },
  $limit: (spec) => {
    const limit = stageNumber(spec, '$limit', 1);
    return (input) => sliced(input, 0, limit);
  },
};

function compileStage(stage: Doc, find: FindForeign): Stage {
  const [name, spec] = stageOf(stage);
  if (name === '$changeStream')
    throw new StoreError(40573, 'The $changeStream stage is only supported on replica sets');
  const compile = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!compile)
    throw new StoreError(
      40324,
      `Unrecognized pipeline stage name: '${name}' (the embedded database has ${Object.keys(stages).join(', ')})`,
    );
  return compile(spec, find);
}

/** The filter of a $match, in plain values. */
export function matchFilter(spec: unknown): Doc {
  if (!isDoc(spec)) throw new StoreError(15959, 'the match filter must be an expression in an object');
  const filter = plainOf(spec);
  return isDoc(filter) ? filter : {};
}

/** The number of a $skip or $limit. */
export function stageNumber(spec: unknown, name: string, least: number): number {
  const number = toDouble(spec);
  if (!Number.isSafeInteger(number) || number < least)
    throw new StoreError(
      name === '$limit' ? 15958 : 15956,
      `invalid argument to ${name} stage: expected an integer of at least ${least}`,
    );
  return number;
}

function filtered(matches: (doc: Doc) => boolean): Stage {
  return function* (input) {
    for (const document of input) if (document === YIELD || matches(document)) yield document;
  };
}

function transformed(transform: Transform): Stage {
  return function* (input) {
    for (const document of input) yield document === YIELD ? YIELD : transform(document);
  };
}

function* sliced(input: DocumentStream, skip: number, limit: number): Generator<Doc | typeof YIELD> {
  let passed = 0;
  for (const document of input) {
    if (document === YIELD) yield YIELD;
    else if (++passed > skip) yield document;
    if (passed >= skip + limit) return;
  }
}

function groupStage(spec: unknown): Stage {
  // compiled once before it runs, so that its faults are those of the command
  new Grouping(spec);
  return function* (input) {
    const grouping = new Grouping(spec);
    for (const document of input) {
      if (document === YIELD) yield YIELD;
      else grouping.add(document);
    }
    yield* grouping.results();
  };
}

function sortStage(spec: unknown): Stage {
  const sort = parseSort(spec);
  if (sort.length === 0) throw new StoreError(15976, '$sort stage must have at least one sort key');
  return function* (input) {
    const sorter = new Sorter<Doc>(sort, Number.POSITIVE_INFINITY);
    for (const document of input) {
      if (document === YIELD) yield YIELD;
      else sorter.add(document, document);
    }
    yield* sorter.sorted();
  };
}

function unwindStage(spec: unknown): Stage {
  const {
    path,
    preserveNullAndEmptyArrays: keeps,
    includeArrayIndex: index,
    ...others
  } = isDoc(spec) ? spec : { path: spec };
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2)
    throw new StoreError(28818, "path option to $unwind stage should be prefixed with a '$'");
  if (Object.keys(others).length > 0) throw new StoreError(28811, 'unrecognized option to $unwind stage');
  if (keeps !== undefined && typeof keeps !== 'boolean')
    throw new StoreError(28809, 'expected a boolean for preserveNullAndEmptyArrays');
  if (index !== undefined && (typeof index !== 'string' || index === '' || index.startsWith('$')))
    throw new StoreError(28810, 'expected a non-empty string for includeArrayIndex');
  if (typeof index === 'string' && index.includes('.')) throw unsupported('includeArrayIndex inside another field');
  const parts = path.slice(1).split('.');
  return function* (input) {
    for (const document of input) {
      if (document === YIELD) yield YIELD;
      else
        for (const { doc, at } of unwound(document, parts, keeps === true))
          yield index ? withIndex(doc, index, at) : doc;
    }
  };
}

function withIndex(doc: Doc, name: string, at: number | null): Doc {
  const made = { ...doc };
  setOwn(made, name, at === null ? null : Long.fromNumber(at));
  return made;
}

/** One document for each element; what is no array counts as its only element, without a position. */
function* unwound(doc: Doc, parts: readonly string[], keeps: boolean): Generator<{ doc: Doc; at: number | null }> {
  const value = parts.reduce<unknown>(
    (inner, part) => (isDoc(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined),
    doc,
  );
  if (Array.isArray(value) && value.length > 0) {
    for (const [at, element] of value.entries()) yield { doc: withValue(doc, parts, element), at };
  } else if (Array.isArray(value)) {
    if (keeps) yield { doc: withValue(doc, parts, undefined), at: null };
  } else if (keeps || (value !== undefined && value !== null)) yield { doc, at: null };
}

function withValue(doc: Doc, [part = '', ...rest]: readonly string[], value: unknown): Doc {
  const made = { ...doc };
  const inner = made[part];
  setOwn(made, part, rest.length === 0 ? value : withValue(isDoc(inner) ? inner : {}, rest, value));
  return made;
}

/** The fields that a pipeline reads of its documents; undefined where it shows whole ones. */
export function fieldsRead(pipeline: readonly Doc[]): string[] | undefined {
  const read: string[] = [];
  for (const stage of pipeline) {
    const [name, spec] = stageOf(stage);
    if (name === '$count') return read;
    if (name === '$match') read.push(...fieldsOf(matchFilter(spec)));
    else if (name === '$sort' && isDoc(spec)) read.push(...Object.keys(spec).map(rootField));
    else if (name === '$group') return fieldsNamed(spec, read);
    else if (name === '$project')
      return isDoc(spec) && isInclusion(spec)
        ? fieldsNamed(spec, [...read, '_id', ...Object.keys(spec).map(rootField)])
        : undefined;
    else if (name !== '$skip' && name !== '$limit') return undefined;
  }
  return undefined;
}

/** Adds the fields that expressions name; undefined where one names the whole document. */
function fieldsNamed(spec: unknown, read: string[]): string[] | undefined {
  if (typeof spec === 'string' && spec.startsWith('$$')) return undefined;
  if (typeof spec === 'string' && spec.startsWith('$')) read.push(rootField(spec.slice(1)));
  const inner = Array.isArray(spec) ? spec : isDoc(spec) ? Object.values(spec) : [];
  return inner.every((one) => fieldsNamed(one, read)) ? read : undefined;
}
