import { serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { withFields } from './elements.ts';
import { candidates, rootField } from './paths.ts';
import { onlyFields, onlyId } from './projection.ts';
import { asStoreError, mingoOptions } from './query.ts';
import { StoreError, unsupported } from './store-error.ts';
import { removed, updateOperators } from './update-operators.ts';
import { UpdatePaths } from './update-paths.ts';
import { type Doc, isDoc, toDouble, typeOf } from './values.ts';
import { decodePlain, decodeTyped } from './wire.ts';

/** The `u` of an update as it came: with BSON types and plain, and the filter and array filters it refers to. */
export interface UpdateStatement {
  readonly typed: unknown;
  readonly plain: unknown;
  readonly filter: Doc;
  readonly arrayFilters: readonly unknown[];
}

/** Makes the new bytes of a document from its old ones. */
export type Change = (old: Uint8Array, isInsert: boolean) => Uint8Array;

const pipelineStages = ['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'];

/** Compiles an update: operators, a pipeline, or a whole new document. Throws FailedToParse and BadValue. */
export function compileUpdate(statement: UpdateStatement): Change {
  if (Array.isArray(statement.plain)) return pipelineChange(statement.plain);
  const { typed } = statement;
  if (!isDoc(typed)) throw new StoreError(9, 'Update argument must be either an object or an array');
  const names = Object.keys(typed);
  if (names.length > 0 && names.every((name) => name.startsWith('$'))) return operatorChange(statement, typed);
  const operator = names.find((name) => name.startsWith('$'));
  if (operator)
    throw new StoreError(52, `The dollar ($) prefixed field '${operator}' is not allowed in a replacement document`);
  return (old) => {
    const id = decodeTyped(onlyId(old))._id;
    return serialize(id === undefined || '_id' in typed ? typed : { _id: id, ...typed });
  };
}

function pipelineChange(pipeline: readonly unknown[]): Change {
  const stages = pipeline.filter(isDoc);
  for (const stage of stages) {
    const [name = ''] = Object.keys(stage);
    if (!pipelineStages.includes(name)) throw new StoreError(72, `${name} is not allowed to be used within an update`);
  }
  const aggregator = new Aggregator(stages, mingoOptions);
  return (old) => {
    const [result] = asStoreError(() => aggregator.run([decodePlain(old)]));
    if (!isDoc(result)) throw new StoreError(2, 'the pipeline of an update must leave a document');
    const typed = decodeTyped(old);
    return serialize({ _id: typed._id, ...withTypesOf(typed, result) });
  };
}

/** Numbers that a pipeline passed through unchanged keep the BSON type they had. */
function withTypesOf(typed: unknown, plain: Doc): Doc {
  return Object.fromEntries(
    Object.entries(plain).map(([name, value]) => {
      const old = isDoc(typed) ? typed[name] : undefined;
      if (isDoc(value)) return [name, withTypesOf(old, value)];
      return [name, typeof value === 'number' && typeOf(old) === 'number' && toDouble(old) === value ? old : value];
    }),
  );
}

interface Action {
  readonly operator: string;
  readonly path: string;
  readonly operand: unknown;
}

function operatorChange(statement: UpdateStatement, typed: Doc): Change {
  const actions = actionsOf(typed);
  const resolver = new UpdatePaths(
    statement,
    actions.map(({ path }) => path),
  );
  const names = fieldsOfActions(actions);
  const pick = onlyFields([...names]);
  return (old, isInsert) => {
    const touched = pick(old);
    const doc = decodeTyped(touched);
    const plain = decodePlain(touched);
    for (const { operator, path, operand } of actions) {
      if (operator === '$setOnInsert') {
        if (isInsert) change(doc, path.split('.'), () => operand);
      } else if (operator === '$rename') rename(doc, path, String(operand));
      else {
        const apply = updateOperators[operator];
        for (const parts of resolver.resolve(plain, path)) {
          if (apply) change(doc, parts, (value) => apply(value, operand, path), operator !== '$unset');
        }
      }
    }
    return withFields(old, names, serialize(doc));
  };
}

/** The fields of the document, not those inside them, that are changed: no others are read. */
function fieldsOfActions(actions: readonly Action[]): Set<string> {
  const paths = actions.flatMap(({ operator, path, operand }) =>
    operator === '$rename' ? [path, String(operand)] : path,
  );
  return new Set(paths.map(rootField));
}

function actionsOf(update: Doc): Action[] {
  const actions = Object.entries(update).flatMap(([operator, fields]) => {
    if (!(operator in updateOperators) && operator !== '$setOnInsert' && operator !== '$rename') {
      throw new StoreError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields))
      throw new StoreError(
        9,
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(fields)}}`,
      );
    return Object.entries(fields).map(([path, operand]) => ({ operator, path, operand }));
  });
  checkPaths(actions);
  // MongoDB adds new fields in the order of their names, whatever the order of the operators
  return actions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function checkPaths(actions: readonly Action[]): void {
  const paths = actions.flatMap(({ operator, path, operand }) =>
    operator === '$rename' ? [path, String(operand)] : [path],
  );
  for (const [at, path] of paths.entries()) {
    if (path.split('.').includes(''))
      throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
    const other = paths.find(
      (one, index) => index < at && (one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`)),
    );
    if (other !== undefined)
      throw new StoreError(
        40,
        `Updating the path '${path}' would create a conflict at '${other.length < path.length ? other : path}'`,
      );
  }
}

function rename(doc: Doc, from: string, to: string): void {
  const [value] = candidates(doc, from);
  if (value === undefined) return;
  if (/\$|\.\d+(\.|$)/.test(`${from} ${to}`)) throw unsupported('$rename through an array');
  change(doc, from.split('.'), () => removed, false);
  change(doc, to.split('.'), () => value);
}

/** Sets, replaces or removes the value at the end of a path, making documents on the way when `create`. */
function change(root: Doc, parts: readonly string[], apply: (old: unknown) => unknown, create = true): void {
  let parent: unknown = root;
  for (const [depth, part] of parts.entries()) {
    if (!isDoc(parent) && !(Array.isArray(parent) && /^\d+$/.test(part))) {
      if (!create) return;
      throw new StoreError(
        28,
        `Cannot create field '${part}' in element {${parts[depth - 1]}: ${JSON.stringify(parent)}}`,
      );
    }
    const holder: object = parent;
    const old: unknown = Object.hasOwn(holder, part) ? Reflect.get(holder, part) : undefined;
    if (depth === parts.length - 1) {
      const value = apply(old);
      if (value === removed && isDoc(holder)) delete holder[part];
      else if (value === removed && old === undefined) return;
      else setField(holder, part, value === removed ? null : value);
      return;
    }
    if (old === undefined) {
      if (!create) return;
      setField(holder, part, {});
    }
    parent = Reflect.get(holder, part);
  }
}

function setField(holder: object, part: string, value: unknown): void {
  // holes of an array are null in BSON; defineProperty also takes a field called __proto__
  if (Array.isArray(holder)) while (holder.length < Number(part)) holder.push(null);
  Object.defineProperty(holder, part, { value, enumerable: true, configurable: true, writable: true });
}

/** The document an upsert starts from: the fields that the filter sets equal to something. */
export function upsertBase(typedFilter: Doc): Doc {
  const base: Doc = {};
  const collect = (filter: Doc): void => {
    for (const [path, value] of Object.entries(filter)) {
      if (path === '$and' && Array.isArray(value)) value.filter(isDoc).forEach(collect);
      if (path.startsWith('$')) continue;
      const operators = isDoc(value) && Object.keys(value).some((key) => key.startsWith('$'));
      if (!operators) change(base, path.split('.'), () => value);
      else if ('$eq' in value) change(base, path.split('.'), () => value.$eq);
    }
  };
  collect(typedFilter);
  return base;
}
