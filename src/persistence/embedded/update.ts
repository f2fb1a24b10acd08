import { serialize } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { candidates } from './paths.ts';
import { asStoreError, compileFilter, type Matcher, mingoOptions } from './query.ts';
import { StoreError, unsupported } from './store-error.ts';
import { removed, updateOperators } from './update-operators.ts';
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
    const id = decodeTyped(old)._id;
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
  const resolver = new PathResolver(statement, actions);
  return (old, isInsert) => {
    const doc = decodeTyped(old);
    const plain = decodePlain(old);
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
    return serialize(doc);
  };
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

/** Turns `$`, `$[]` and `$[name]` into the places they mean in one document. */
class PathResolver {
  readonly #filter: Doc;
  readonly #named = new Map<string, Matcher>();

  constructor(statement: UpdateStatement, actions: readonly Action[]) {
    this.#filter = statement.filter;
    const paths = actions.map(({ path }) => path);
    for (const filter of statement.arrayFilters) {
      if (!isDoc(filter)) throw new StoreError(14, 'arrayFilters must hold objects');
      const [name = ''] = (firstPath(filter) ?? '').split('.');
      if (this.#named.has(name))
        throw new StoreError(9, `Found multiple array filters with the same top-level field name ${name}`);
      if (!paths.some((path) => path.includes(`$[${name}]`))) {
        throw new StoreError(9, `The array filter for identifier '${name}' was not used in the update`);
      }
      this.#named.set(name, compileFilter(filter));
    }
    for (const name of paths.flatMap((path) => [...path.matchAll(/\$\[(\w+)\]/g)].map((match) => match[1] ?? ''))) {
      if (!this.#named.has(name)) throw new StoreError(2, `No array filter found for identifier '${name}'`);
    }
  }

  resolve(doc: Doc, path: string): string[][] {
    let places: { parts: string[]; value: unknown }[] = [{ parts: [], value: doc }];
    for (const part of path.split('.')) {
      places = places.flatMap(({ parts, value }) => {
        if (part.startsWith('$')) return this.#elements(part, parts, value).map((at) => step(parts, value, String(at)));
        return [step(parts, value, part)];
      });
    }
    return places.map(({ parts }) => parts);
  }

  #elements(part: string, parts: readonly string[], value: unknown): number[] {
    if (part === '$') return [this.#matched(parts.join('.'), value)];
    if (!Array.isArray(value)) {
      throw new StoreError(
        2,
        `The path '${parts.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    const name = part.slice(2, -1);
    const matches = this.#named.get(name);
    return [...value.keys()].filter((at) => name === '' || matches?.({ [name]: value[at] }));
  }

  #matched(path: string, value: unknown): number {
    const conditions = conditionsOn(this.#filter, path);
    const matches = compileFilter({ $and: conditions });
    const at =
      Array.isArray(value) && conditions.length > 0
        ? value.findIndex((element) => matches(nested(path, [element])))
        : -1;
    if (at < 0) throw new StoreError(2, 'The positional operator did not find the match needed from the query.');
    return at;
  }
}

function step(parts: readonly string[], value: unknown, part: string): { parts: string[]; value: unknown } {
  const next =
    (isDoc(value) || Array.isArray(value)) && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  return { parts: [...parts, part], value: next };
}

function firstPath(filter: Doc): string | undefined {
  const [entry] = Object.entries(filter);
  if (!entry) return undefined;
  const [name, value] = entry;
  return name.startsWith('$') && Array.isArray(value) ? firstPath(value.find(isDoc) ?? {}) : name;
}

function conditionsOn(filter: Doc, path: string): Doc[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (name === '$and' && Array.isArray(value)) return value.filter(isDoc).flatMap((one) => conditionsOn(one, path));
    return name === path || name.startsWith(`${path}.`) ? [{ [name]: value }] : [];
  });
}

function nested(path: string, value: unknown): Doc {
  return path.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Doc;
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
