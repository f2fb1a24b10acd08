import { as } from '../graphql-client.ts';
import { call, json } from '../rest-client.ts';

/** The input of an operation. */
export type Input = Readonly<Record<string, unknown>>;

/** What a client sees when it sends a value for one member of an input. */
export interface ValueEffect {
  /** The value sent for the member. */
  readonly send: unknown;
  /** What the answer is or contains then, but not when the member is left out. */
  readonly becomes: unknown;
  /** Other members that the value needs. */
  readonly with?: Input;
  /** Members of the base input that exclude this one. */
  readonly without?: readonly string[];
  /** The base of this member, if it differs from that of the others. */
  readonly base?: (url: string) => Promise<Input>;
  /** Where the effect is seen, if not in the answer and in the stored record. */
  readonly seenIn?: (url: string, answer: unknown) => Promise<unknown>;
}

/** A member that names the record of the operation, and the field of the answer that repeats it. */
export interface TargetEffect {
  readonly names: string;
}

/** A member that the vendor's requests have and that has no effect here. */
export interface NoEffect {
  /** The value sent for the member. */
  readonly ignores: unknown;
}

/** The members of one input type. */
export interface InputEffects {
  /** Creates the records that the operation needs, and returns its required members. Runs before every request. */
  readonly base: (url: string) => Promise<Input>;
  readonly members: Readonly<Record<string, ValueEffect | TargetEffect | NoEffect>>;
  /** The query that returns the stored record by its id, if there is one. */
  readonly query?: string;
  /** The field of the answer that has the record, if the answer is not the record itself. */
  readonly record?: string;
}

export const admin = as('admin@acme.test');

/** Sends a GraphQL request as administrator and returns the data. */
export async function request(
  url: string,
  query: string,
  variables: Input = {},
): Promise<Readonly<Record<string, unknown>>> {
  const { headers, body } = json({ query, variables });
  const { text } = await call(url, 'POST /graphql', { headers: { ...admin, ...headers }, body });
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}

/** Sends a mutation that selects an id, and returns that id. */
export async function idOf(url: string, mutation: string): Promise<string> {
  const [found] = Object.values(await request(url, `mutation { ${mutation} { id } }`)) as { id: string }[];
  if (!found) throw new Error(`${mutation} returned nothing`);
  return found.id;
}

/**
 * Deletes the records of a list that match, so that unique values are free again.
 * @param deletion the mutation and its argument for the id
 */
export async function removeAll(
  url: string,
  list: string,
  filter: string,
  [deletion, idName]: readonly [name: string, idName: string],
): Promise<void> {
  const args = filter && `(filter: { ${filter} })`;
  const [found] = Object.values(await request(url, `{ ${list}${args} { nodes { id } } }`)) as {
    nodes: { id: string }[];
  }[];
  for (const { id } of found?.nodes ?? []) await request(url, `mutation { ${deletion}(${idName}: "${id}") }`);
}
