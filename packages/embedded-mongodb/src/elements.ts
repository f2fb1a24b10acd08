import { onDemand } from 'bson';
import { asBuffer, enclose } from './wire.ts';

/** Returns the raw elements of a document (type, name and value) by name, in document order. */
function elementsByName(document: Uint8Array): Map<string, Buffer> {
  const bytes = asBuffer(document);
  const found = new Map<string, Buffer>();
  for (const [, name, nameLength, offset, length] of onDemand.parseToElements(bytes)) {
    found.set(bytes.toString('utf8', name, name + nameLength), bytes.subarray(name - 1, offset + length));
  }
  return found;
}

/** Returns the names of the fields that differ between two documents. */
export function changedFields(before: Uint8Array, after: Uint8Array): Set<string> {
  const left = elementsByName(before);
  const changed = new Set<string>();
  for (const [name, element] of elementsByName(after)) {
    if (!left.get(name)?.equals(element)) changed.add(name);
    left.delete(name);
  }
  for (const name of left.keys()) changed.add(name);
  return changed;
}

/**
 * Copies the named fields from `source` into `document`.
 * A named field that `source` lacks is removed. Existing fields keep their position; new fields go to the end.
 */
export function withFields(document: Uint8Array, names: ReadonlySet<string>, source: Uint8Array): Buffer {
  const fields = elementsByName(source);
  const parts: Buffer[] = [];
  for (const [name, element] of elementsByName(document)) {
    const part = names.has(name) ? fields.get(name) : element;
    if (part) parts.push(part);
    fields.delete(name);
  }
  return enclose([...parts, ...fields.values()]);
}
