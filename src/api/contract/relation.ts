import type DataLoader from 'dataloader';
import { Extensions } from 'type-graphql';

/** A field whose value comes from a related record. */
export interface Relation<Name extends string, Row, Found, Value> {
  /** Name of the DataLoader that loads the related record. */
  readonly loader: Name;
  /** @returns the key of the related record; `null` if there is none */
  readonly key: (row: Row) => string | null;
  /** @param found the related record; `null` if there is no key or no such record */
  readonly read: (found: Found | null) => Value;
}

/** Resolves a relation for one row. */
export async function resolveRelation<Name extends string, Row, Found, Value>(
  { loader, key, read }: Relation<Name, Row, Found, Value>,
  row: Row,
  loaders: { readonly [N in Name]: DataLoader<string, Found | null> },
): Promise<Value> {
  const relatedKey = key(row);
  return read(relatedKey === null ? null : await loaders[loader].load(relatedKey));
}

/**
 * Declares the relation of a field that has a resolver.
 * The compiled executor then loads the related records of many rows at once.
 */
export const RelationField = <Name extends string, Row, Found, Value>(relation: Relation<Name, Row, Found, Value>) =>
  Extensions({ relation });

/** @returns the relation that a field of the built schema declares; `undefined` if there is none */
export function relationOf(
  extensions: Readonly<Record<string, unknown>>,
): Relation<string, unknown, unknown, unknown> | undefined {
  return extensions.relation as Relation<string, unknown, unknown, unknown> | undefined;
}
