import { onDemand } from 'bson';
import { asBuffer, enclose } from './wire.ts';

/** The elements of a document, each whole (type, name and value), by their names and in their order. */
function elementsByName(document: Uint8Array): Map<string, Buffer> {
  const bytes = asBuffer(document);
  const found = new Map<string, Buffer>();
  for (const [, name, nameLength, offset, length] of onDemand.parseToElements(bytes)) {
    found.set(bytes.toString('utf8', name, name + nameLength), bytes.subarray(name - 1, offset + length));
  }
  return found;
}

/** Names of the fields that two documents do not have alike, or that one of them does not have. */
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
 * A document with some of its fields as another has them, or without them where that has not: each at its place, and at the end those
 * it did not have.
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
