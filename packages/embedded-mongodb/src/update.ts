import { serialize } from 'bson';
import { withFields } from './elements.ts';
import { isArrayPosition, rootField } from './paths.ts';
import { onlyFields, onlyId } from './projection.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type FieldChange, onlyChanging, removed, updateOperators } from './update-operators.ts';
import { compareValues, type Doc, isDoc, isOperators, typeOf } from './values.ts';
import { decodeTyped } from './wire.ts';

/** A compiled update: maps the old bytes of a document to the new ones. */
export interface Change {
  readonly isReplacement: boolean;
  readonly apply: (old: Uint8Array, isInsert: boolean) => Uint8Array;
}

/**
 * Compiles an update with BSON types: operators, or a replacement document.
 * @throws FailedToParse, BadValue or another StoreError for an invalid update
 */
export function compileUpdate(update: unknown): Change {
  if (Array.isArray(update)) throw unsupported('an update by a pipeline');
  if (!isDoc(update)) throw new StoreError(9, 'Update argument must be either an object or an array');
  const replacement: Doc = update;
  if (isOperators(update)) return operatorChange(actionsOf(update));
  const operator = Object.keys(replacement).find((name) => name.startsWith('$'));
  if (operator)
    throw new StoreError(52, `The dollar ($) prefixed field '${operator}' is not allowed in a replacement document`);
  const apply = (old: Uint8Array) => {
    const id = decodeTyped(onlyId(old))._id;
    if (id !== undefined && '_id' in replacement && compareValues(id, replacement._id) !== 0)
      throw new StoreError(66, "After applying the update, the (immutable) field '_id' was found to have been altered");
    return serialize(id === undefined || '_id' in replacement ? replacement : { _id: id, ...replacement });
  };
  return { isReplacement: true, apply };
}

interface Action {
  readonly operator: string;
  readonly parts: readonly string[];
  readonly path: string;
  /** Absent for $rename. */
  readonly apply: FieldChange | undefined;
  readonly renamedTo: string | undefined;
}

function operatorChange(actions: readonly Action[]): Change {
  const names = new Set(actions.flatMap(pathsOf).map(rootField));
  const pick = onlyFields([...names]);
  const applyAll = (old: Uint8Array, isInsert: boolean) => {
    const doc = decodeTyped(pick(old));
    for (const { operator, parts, apply, renamedTo } of actions) {
      if (renamedTo !== undefined) rename(doc, parts, renamedTo.split('.'));
      else if (apply && (operator !== '$setOnInsert' || isInsert)) change(doc, parts, apply, operator);
    }
    return withFields(old, names, serialize(doc));
  };
  return { isReplacement: false, apply: applyAll };
}

function pathsOf({ path, renamedTo }: Action): string[] {
  return renamedTo === undefined ? [path] : [path, renamedTo];
}

function actionsOf(update: Doc): Action[] {
  const actions = Object.entries(update).flatMap(([operator, fields]) => {
    const isKnown = Object.hasOwn(updateOperators, operator) || operator === '$setOnInsert' || operator === '$rename';
    if (operator === '$bit') throw unsupported('$bit');
    if (!isKnown)
      throw new StoreError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDoc(fields))
      throw new StoreError(
        9,
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(fields)}}`,
      );
    return Object.entries(fields).map(([path, operand]) => actionOf(operator, path, operand));
  });
  checkConflicts(actions.flatMap(pathsOf));
  // MongoDB adds new fields in the order of their names, independent of the order of the operators.
  return actions.sort((a, b) => comparePaths(a.parts, b.parts));
}

function actionOf(operator: string, path: string, operand: unknown): Action {
  const parts = checkedParts(path);
  if (operator === '$rename') {
    if (typeof operand !== 'string') throw new StoreError(2, `The 'to' field for $rename must be a string: ${path}`);
    checkedParts(operand);
    return { operator, parts, path, apply: undefined, renamedTo: operand };
  }
  const apply = operator === '$setOnInsert' ? () => operand : updateOperators[operator]?.(operand, path);
  return { operator, parts, path, apply, renamedTo: undefined };
}

function checkedParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new StoreError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts.some((part) => part.startsWith('$'))) throw unsupported(`the positional update path ${path}`);
  return parts;
}

function checkConflicts(paths: readonly string[]): void {
  for (const [at, path] of paths.entries()) {
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

/** Compares paths part by part; array positions compare as numbers. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [at, part] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (isArrayPosition(part) && isArrayPosition(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return a.length - b.length;
}

function rename(doc: Doc, from: readonly string[], to: readonly string[]): void {
  checkRename(doc, from);
  const value = from.reduce<unknown>(
    (inner, part) => (isDoc(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined),
    doc,
  );
  if (value === undefined) return;
  checkRename(doc, to);
  change(doc, from, () => removed, '$unset');
  change(doc, to, () => value);
}

function checkRename(doc: Doc, parts: readonly string[]): void {
  let value: unknown = doc;
  for (const part of parts) {
    if (value === undefined) return;
    if (Array.isArray(value))
      throw new StoreError(2, `The field of a $rename cannot be an array element: ${parts.join('.')}`);
    if (!isDoc(value))
      throw new StoreError(28, `Cannot use the part (${part}) of (${parts.join('.')}) to traverse the element`);
    value = Object.hasOwn(value, part) ? value[part] : undefined;
  }
}

/**
 * Sets, replaces or removes the value at the end of a path.
 * Missing parents are created unless the operator is in `onlyChanging`.
 */
function change(root: Doc, parts: readonly string[], apply: FieldChange, operator = '$set'): void {
  const create = !onlyChanging.has(operator);
  let parent: unknown = root;
  for (const [depth, part] of parts.entries()) {
    if (!isDoc(parent) && !(Array.isArray(parent) && isArrayPosition(part))) {
      if (operator === '$unset') return;
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

/** Maximum number of null elements that setting one array position may add, as in MongoDB. */
const maxPadding = 1_500_000;

function setField(holder: object, part: string, value: unknown): void {
  if (Array.isArray(holder)) {
    if (Number(part) - holder.length > maxPadding) throw new StoreError(2, `can't backfill array to index ${part}`);
    // BSON arrays have no holes; MongoDB fills the gap with null.
    while (holder.length < Number(part)) holder.push(null);
  } else if (isArrayPosition(part) && !Object.hasOwn(holder, part) && Object.keys(holder).length > 0) {
    // JavaScript orders an integer-like key before the others.
    throw unsupported(`adding a field called ${part} to others`);
  }
  // Unlike an assignment, defineProperty also sets a field named __proto__.
  Object.defineProperty(holder, part, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Builds the initial document of an upsert from the equality conditions of the filter.
 * @param onlyId takes only `_id` from the filter
 * @throws NotSingleValueField if the filter sets a path twice
 */
export function upsertBase(typedFilter: Doc, onlyId = false): Doc {
  const base: Doc = {};
  const set = new Set<string>();
  const collect = (filter: Doc): void => {
    for (const [path, value] of Object.entries(filter)) {
      if (path === '$and' && Array.isArray(value)) value.filter(isDoc).forEach(collect);
      if (onlyId && rootField(path) !== '_id') continue;
      if (path.startsWith('$') || (isOperators(value) && !('$eq' in value))) continue;
      if ([...set].some((one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`)))
        throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
      set.add(path);
      change(base, path.split('.'), () => (isOperators(value) ? value.$eq : value));
    }
  };
  collect(typedFilter);
  return base;
}
