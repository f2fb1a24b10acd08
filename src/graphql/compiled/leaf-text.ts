import { type GraphQLEnumType, type GraphQLLeafType, isEnumType } from 'graphql';
import { IsoDates } from '../../kernel/iso-date.ts';
import { isPlain } from '../../kernel/plain-text.ts';

/** Gives a value as JSON, or what stands between the quotes of it. @throws for one that the type does not have */
export type LeafText = (value: unknown) => string;

export interface LeafTexts {
  readonly write: LeafText;
  /** Of a type whose values are always in quotes: without these. */
  readonly bare?: LeafText;
}

/** @returns what writes values of the type: quickly those that our records have, any other as GraphQL serialises it */
export function leafTextsOf(type: GraphQLLeafType): LeafTexts {
  const quick = isEnumType(type) ? namesOf(type) : quickBares[type.name];
  if (quick) {
    const bare = (value: unknown): string => quick(value) ?? withoutQuotes(serialized(type, value));
    return { bare, write: (value) => `"${bare(value)}"` };
  }
  const write = quickTexts[type.name];
  return { write: write ? (value) => write(value) ?? serialized(type, value) : (value) => serialized(type, value) };
}

type Quick = (value: unknown) => string | null;

function namesOf(type: GraphQLEnumType): Quick {
  const names = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, name]));
  return (value) => names.get(value) ?? null;
}

const isoDates = new IsoDates();

const quickString: Quick = (value) => {
  if (typeof value !== 'string') return null;
  return isPlain(value) ? value : withoutQuotes(JSON.stringify(value));
};

const quickBares: Readonly<Record<string, Quick>> = {
  ID: quickString,
  String: quickString,
  DateTimeISO: (value) => (value instanceof Date ? isoDates.text(value) : null),
};

const quickTexts: Readonly<Record<string, Quick>> = {
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : null),
};

function withoutQuotes(json: string): string {
  if (!json.startsWith('"')) throw new TypeError(`${json} is no text`);
  return json.slice(1, -1);
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  const text = JSON.stringify(type.serialize(value));
  if (text === undefined || text === 'null') throw new TypeError(`no value of ${type.name}`);
  return text;
}
