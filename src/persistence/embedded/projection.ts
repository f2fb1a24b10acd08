import { onDemand, serialize } from 'bson';
import { Query } from 'mingo';
import type { StoredDocument } from './collection.ts';
import { asStoreError, mingoOptions } from './query.ts';
import { StoreError } from './store-error.ts';
import { type Doc, isDoc } from './values.ts';

/** Fields to keep or to leave out; a `true` leaf is the whole field. */
type FieldTree = Map<string, true | FieldTree>;

const objectType = 3;
const arrayType = 4;

/**
 * Compiles a projection to what turns a stored document into the bytes to answer. Including and excluding fields works
 * on the bytes, so order and types stay as they are; everything else is mingo's. Throws BadValue.
 */
export function compileProjection(projection: Doc, filter: Doc): (document: StoredDocument) => Uint8Array {
  const entries = flatten(projection);
  if (entries.length === 0) return (document) => document.bytes;
  if (entries.some(([path, value]) => !isFlag(value) || path.includes('$'))) return computed(projection, filter);
  const fields = entries.filter(([path]) => path !== '_id');
  const id = entries.find(([path]) => path === '_id')?.[1];
  const including = fields.length > 0 ? Boolean(fields[0]?.[1]) : Boolean(id);
  const mixed = fields.find(([, value]) => Boolean(value) !== including);
  if (mixed) {
    throw new StoreError(
      including ? 31254 : 31253,
      `Cannot do ${including ? 'exclusion' : 'inclusion'} on field ${mixed[0]} in ${including ? 'inclusion' : 'exclusion'} projection`,
    );
  }
  const tree: FieldTree = new Map();
  for (const [path] of fields) addPath(tree, path);
  const namesId = including ? id === undefined || Boolean(id) : id !== undefined && !id;
  if (namesId) tree.set('_id', true);
  return (document) => project(document.bytes, tree, including);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function flatten(projection: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(projection).flatMap(([name, value]) => {
    const isNested =
      isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value).some((key) => key.startsWith('$'));
    return isNested ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as [string, unknown]];
  });
}

function addPath(tree: FieldTree, path: string): void {
  const parts = path.split('.');
  let at = tree;
  for (const [depth, part] of parts.entries()) {
    const known = at.get(part);
    if (known === true || (known && depth === parts.length - 1))
      throw new StoreError(31250, `Path collision at ${path}`);
    if (depth === parts.length - 1) at.set(part, true);
    else {
      const next: FieldTree = known ?? new Map();
      at.set(part, next);
      at = next;
    }
  }
}

function project(bytes: Uint8Array, tree: FieldTree, including: boolean): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept: Uint8Array[] = [Buffer.alloc(4)];
  for (const [type, name, nameLength, offset, length] of onDemand.parseToElements(bytes)) {
    const found = tree.get(source.toString('utf8', name, name + nameLength));
    const header = source.subarray(name - 1, offset);
    const value = source.subarray(offset, offset + length);
    if (found === true ? including : !found && !including) kept.push(header, value);
    else if (found && found !== true) {
      if (type === objectType) kept.push(header, project(value, found, including));
      else if (type === arrayType) kept.push(header, projectArray(value, found, including));
      else if (!including) kept.push(header, value);
    }
  }
  return closed(kept);
}

function projectArray(bytes: Buffer, tree: FieldTree, including: boolean): Buffer {
  const kept: Uint8Array[] = [Buffer.alloc(4)];
  let index = 0;
  for (const [type, , , offset, length] of onDemand.parseToElements(bytes)) {
    const value = bytes.subarray(offset, offset + length);
    const isContainer = type === objectType || type === arrayType;
    if (!isContainer && including) continue;
    const inner =
      type === objectType
        ? project(value, tree, including)
        : type === arrayType
          ? projectArray(value, tree, including)
          : value;
    kept.push(Buffer.from(`${String.fromCharCode(type)}${index++}\0`, 'latin1'), inner);
  }
  return closed(kept);
}

function closed(parts: Uint8Array[]): Buffer {
  const whole = Buffer.concat([...parts, Buffer.alloc(1)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}

function computed(projection: Doc, filter: Doc): (document: StoredDocument) => Uint8Array {
  const query = asStoreError(() => new Query(filter, mingoOptions));
  return ({ doc }) => {
    const [result] = asStoreError(() => query.find<Doc>([doc], projection).all());
    return serialize(result ?? {});
  };
}
