import { Decimal128, Long, serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr, OpType } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import type { Store } from './commands/command.ts';
import { stages } from './expressions.ts';
import { pause, search } from './find-documents.ts';
import { candidates } from './paths.ts';
import { asStoreError, compileFilter, mingoOptions, operators } from './query.ts';
import { parseSort, Sorter } from './sorting.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type Doc, isDoc } from './values.ts';

type Documents = ReturnType<typeof Lazy>;

const arithmetic =
  /"\$(add|subtract|multiply|divide|mod|abs|ceil|floor|round|trunc|sqrt|pow|exp|ln|log|log10|sum|avg|stdDevPop|stdDevSamp|inc|toInt|toLong|toDouble|toDecimal|bucket|bucketAuto|setWindowFields|densify|fill)"/;

/** Checks a pipeline and returns what runs stages over documents, giving BSON. Throws for stages unknown here. */
export function compilePipeline(
  store: Store,
  db: string,
  pipeline: readonly Doc[],
): (stages: readonly Doc[], input: readonly Doc[]) => Generator<Uint8Array> {
  checkStages(pipeline);
  const readAll = (name: string): Doc[] => documentsOf(store, db, name, {});
  const context = Context.from(
    Context.init({
      pipeline: {
        $match: matchStage,
        $sort: sortStage,
        $lookup: (input: Documents, expression: unknown, options: Options) =>
          lookupStage(store, db, input, expression, options),
      },
    }),
    operators,
  );
  const options: Partial<Options> = { ...mingoOptions, context, collectionResolver: readAll };
  const computes = arithmetic.test(JSON.stringify(pipeline));
  return (stages, input) => {
    if (computes) input.forEach(refuseWideNumbers);
    return encoded(new Aggregator([...stages], options).stream([...input]));
  };
}

function* encoded(results: Documents): Generator<Uint8Array> {
  const iterator = results[Symbol.iterator]();
  while (true) {
    const { done, value } = asStoreError(() => iterator.next());
    if (done) return;
    yield serialize(isDoc(value) ? value : {});
  }
}

function checkStages(pipeline: readonly unknown[]): void {
  for (const stage of pipeline) {
    const names = isDoc(stage) ? Object.keys(stage) : [];
    const [name = ''] = names;
    if (!isDoc(stage) || names.length !== 1)
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
    if (name === '$changeStream')
      throw new StoreError(40573, 'The $changeStream stage is only supported on replica sets');
    if (!operators.getOperator(OpType.PIPELINE, name))
      throw new StoreError(
        40324,
        `Unrecognized pipeline stage name: '${name}' (the embedded store has ${Object.keys(stages).join(', ')})`,
      );
    const value = stage[name];
    if (!isDoc(value)) continue;
    if (name === '$facet') for (const inner of Object.values(value)) checkStages(Array.isArray(inner) ? inner : []);
    else if (Array.isArray(value.pipeline)) checkStages(value.pipeline);
  }
}

/** JavaScript's arithmetic holds neither; a silently rounded result would be a wrong answer. */
function refuseWideNumbers(value: unknown): void {
  if (value instanceof Long || value instanceof Decimal128)
    throw unsupported('arithmetic with Decimal128 or with integers beyond 2^53');
  if (Array.isArray(value)) value.forEach(refuseWideNumbers);
  else if (isDoc(value)) Object.values(value).forEach(refuseWideNumbers);
}

function matchStage(input: Documents, expression: unknown, options: Options): Documents {
  if (!isDoc(expression)) throw new StoreError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(expression, options);
  return input.filter((document: unknown) => isDoc(document) && matches(document));
}

function sortStage(input: Documents, expression: unknown, _options: Options): Documents {
  const sort = parseSort(expression);
  return input.transform((documents: unknown[]) => {
    const sorter = new Sorter<unknown>(sort, Number.POSITIVE_INFINITY);
    for (const document of documents) if (isDoc(document)) sorter.add(document, document);
    return Lazy(sorter.sorted());
  });
}

const lookupFields = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);

/** $lookup that finds the foreign documents by an index and runs `pipeline` on those only. */
function lookupStage(store: Store, db: string, input: Documents, expression: unknown, options: Options): Documents {
  const { from, localField, foreignField, as, let: bindings, pipeline } = isDoc(expression) ? expression : {};
  const unknown = isDoc(expression) && Object.keys(expression).find((name) => !lookupFields.has(name));
  if (unknown || typeof from !== 'string' || typeof as !== 'string' || as.includes('.')) {
    throw new StoreError(9, `$lookup needs from and as${unknown ? `, and knows no ${unknown}` : ''}`);
  }
  const stages = Array.isArray(pipeline) ? pipeline : [];
  const { context, collectionResolver } = options;
  const inherited: Partial<Options> = { ...mingoOptions, context, ...(collectionResolver && { collectionResolver }) };
  return input.map((value: unknown) => {
    const doc = isDoc(value) ? value : {};
    let filter: Doc = {};
    if (typeof localField === 'string' && typeof foreignField === 'string') {
      const values = candidates(doc, localField).map((one) => one ?? null);
      filter = { [foreignField]: { $in: values.filter((one) => !Array.isArray(one)) } };
    }
    const found = documentsOf(store, db, from, filter);
    if (stages.length === 0) return { ...doc, [as]: found };
    const bound = isDoc(bindings) ? evalExpr(doc, bindings, options) : {};
    const variables = isDoc(bound) ? bound : {};
    return { ...doc, [as]: new Aggregator(stages, { ...inherited, variables }).run(found) };
  });
}

function documentsOf(store: Store, db: string, name: string, filter: Doc): Doc[] {
  const spec = store.catalog.find(db, name);
  const documents: Doc[] = [];
  if (!spec) return documents;
  for (const document of search(store.storage, spec, { filter }).documents) {
    if (document !== pause) documents.push(document.doc);
  }
  return documents;
}
