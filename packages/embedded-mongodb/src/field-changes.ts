import { compileExpression, setOwn } from './expressions.ts';
import type { Expression } from './operator-definition.ts';
import { isArrayPosition, rootField } from './paths.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type Doc, isDoc, isTruthy, typeOf } from './values.ts';

/** What a stage of a pipeline does with a document: makes another one of it, and leaves it as it is. */
export type Transform = (doc: Doc) => Doc;

/** What is named of one document, and of those inside it. */
type FieldTree = Map<string, 'named' | FieldTree>;

/** Fields of a document that an expression gives, in the order they are set in. */
type ComputedFields = [name: string, evaluate: Expression][];

const isFlag = (value: unknown) => typeof value === 'boolean' || typeOf(value) === 'number';

function checkedParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) throw new StoreError(40353, `FieldPath '${path}' has an empty field name`);
  if (parts.some((part) => part.startsWith('$')))
    throw new StoreError(16410, `FieldPath field names may not start with '$' (${path})`);
  return parts;
}

/** Puts a path into the tree. Throws for one that another path begins with or is the beginning of. */
function addPath(tree: FieldTree, path: string): void {
  const parts = checkedParts(path);
  let at = tree;
  for (const part of parts.slice(0, -1)) {
    const inner = at.get(part) ?? new Map();
    if (inner === 'named') throw new StoreError(31249, `Path collision at ${path}`);
    at.set(part, inner);
    at = inner;
  }
  const last = parts.at(-1) ?? '';
  if (at.has(last)) throw new StoreError(31250, `Path collision at ${path}`);
  at.set(last, 'named');
}

function computedField(path: string, spec: unknown): ComputedFields[number] {
  const [name = '', ...inner] = checkedParts(path);
  if (inner.length > 0) throw unsupported(`computing a field inside another one (${path})`);
  // JavaScript would put it before all others
  if (isArrayPosition(name)) throw unsupported(`computing a field called ${name}`);
  return [name, compileExpression(spec)];
}

/** The leaves of a specification, where a document that is no expression stands for the paths in it. */
function leavesOf(spec: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const path = `${prefix}${name}`;
    if (!isDoc(value) || Object.keys(value)[0]?.startsWith('$')) return [[path, value]];
    if (Object.keys(value).length === 0)
      throw new StoreError(51270, `An empty object is not a valid value. Found at path ${path}`);
    return leavesOf(value, `${path}.`);
  });
}

/** `$project`: fields that are kept and computed, or fields that are left out. */
export function compileProject(spec: unknown): Transform {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(51272, 'projection specification must have at least one field');
  const leaves = leavesOf(spec);
  const flags = leaves.filter(([path, value]) => path !== '_id' && isFlag(value));
  const computed = leaves.filter(([, value]) => !isFlag(value));
  const id = leaves.find(([path, value]) => path === '_id' && isFlag(value))?.[1];
  const includes = isInclusion(spec);
  checkMixture(flags, computed, includes);
  const tree: FieldTree = new Map();
  for (const [path] of flags) addPath(tree, path);
  for (const [path] of computed)
    if (tree.has(rootField(path))) throw new StoreError(31250, `Path collision at ${path}`);
  const keepsId = id === undefined ? !computed.some(([path]) => path === '_id') : isTruthy(id);
  if (includes ? keepsId : id !== undefined && !keepsId) addPath(tree, '_id');
  const fields = computed.map(([path, value]) => computedField(path, value));
  return includes ? (doc) => setComputed(keep(doc, tree), fields, doc) : (doc) => leaveOut(doc, tree);
}

/** Whether a `$project` keeps what it names: it does if it computes anything, or by its first flag. */
export function isInclusion(spec: Doc): boolean {
  const leaves = leavesOf(spec);
  const flag = leaves.find(([path, value]) => path !== '_id' && isFlag(value));
  if (flag) return isTruthy(flag[1]);
  return leaves.some(([path, value]) => path !== '_id' || !isFlag(value) || isTruthy(value));
}

function checkMixture(
  flags: readonly [string, unknown][],
  computed: readonly [string, unknown][],
  includes: boolean,
): void {
  const mixed = flags.find(([, value]) => isTruthy(value) !== includes);
  const [kind, other] = includes ? ['exclusion', 'inclusion'] : ['inclusion', 'exclusion'];
  if (mixed)
    throw new StoreError(includes ? 31254 : 31253, `Cannot do ${kind} on field ${mixed[0]} in ${other} projection`);
  if (!includes && computed[0])
    throw new StoreError(31252, `Cannot use an expression for ${computed[0][0]} in an exclusion projection`);
}

/** `$addFields` and `$set`. */
export function compileAddFields(spec: unknown): Transform {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new StoreError(40177, '$addFields specification must be an object with at least one field');
  const fields = leavesOf(spec).map(([path, value]) => computedField(path, value));
  return (doc) => setComputed({ ...doc }, fields, doc);
}

/** `$unset`. */
export function compileUnset(spec: unknown): Transform {
  const paths = Array.isArray(spec) ? spec : [spec];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new StoreError(31002, '$unset specification must be a string or an array of strings');
  const tree: FieldTree = new Map();
  for (const path of paths) addPath(tree, path);
  return (doc) => leaveOut(doc, tree);
}

function keep(doc: Doc, tree: FieldTree): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const found = tree.get(name);
    if (found !== undefined) setOwn(kept, name, found === 'named' ? value : keepInside(value, found));
  }
  return kept;
}

/** Undefined for what has no fields: an inclusion of fields inside it passes it over. */
function keepInside(value: unknown, tree: FieldTree): unknown {
  if (isDoc(value)) return keep(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => keepInside(element, tree)).filter((element) => element !== undefined);
}

function leaveOut(doc: Doc, tree: FieldTree): Doc {
  const kept: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const found = tree.get(name);
    if (found !== 'named') setOwn(kept, name, found === undefined ? value : leaveOutInside(value, found));
  }
  return kept;
}

function leaveOutInside(value: unknown, tree: FieldTree): unknown {
  if (isDoc(value)) return leaveOut(value, tree);
  return Array.isArray(value) ? value.map((element) => leaveOutInside(element, tree)) : value;
}

/** Sets fields of `target` to what expressions make of `doc`. */
function setComputed(target: Doc, fields: ComputedFields, doc: Doc): Doc {
  for (const [name, evaluate] of fields) setOwn(target, name, evaluate(doc));
  return target;
}
