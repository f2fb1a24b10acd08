import type DataLoader from 'dataloader';
import { Extensions } from 'type-graphql';

/** A field that shows something of another record: which one, and what of it. */
export interface Relation<Name extends string, Row, Found, Value> {
  /** The name of the loader that has the record. */
  readonly loader: Name;
  /** @returns its key; `null` if there is none */
  readonly key: (row: Row) => string | null;
  /** @param found `null` also where nothing had to be looked for */
  readonly read: (found: Found | null) => Value;
}

/** Looks for one value. */
export async function resolveRelation<Name extends string, Row, Found, Value>(
  { loader, key, read }: Relation<Name, Row, Found, Value>,
  row: Row,
  loaders: { readonly [N in Name]: DataLoader<string, Found | null> },
): Promise<Value> {
  const relatedKey = key(row);
  return read(relatedKey === null ? null : await loaders[loader].load(relatedKey));
}

/** Says of a field with a resolver of its own that it is a look-up, so that many can be made at once. */
export const RelationField = <Name extends string, Row, Found, Value>(relation: Relation<Name, Row, Found, Value>) =>
  Extensions({ relation });

/** @returns what a field of the built schema says of how it is looked up */
export function relationOf(
  extensions: Readonly<Record<string, unknown>>,
): Relation<string, unknown, unknown, unknown> | undefined {
  return extensions.relation as Relation<string, unknown, unknown, unknown> | undefined;
}
