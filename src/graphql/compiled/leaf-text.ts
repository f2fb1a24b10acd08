import { type GraphQLLeafType, isEnumType } from 'graphql';
import { IsoDates } from '../../kernel/iso-date.ts';

/** Gives a value as JSON. @throws for one that the type does not have */
export type LeafText = (value: unknown) => string;

/** A string as JSON: most need no escapes, which is quicker to see than to ask JSON for. */
export function quoted(text: string): string {
  if (text.length > 64) return JSON.stringify(text);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // control characters, quotation mark, backslash, halves of surrogate pairs
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff))
      return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** @returns what writes values of the type: quickly those that our records have, any other as GraphQL serialises it */
export function leafTextOf(type: GraphQLLeafType): LeafText {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name, value }) => [value, `"${name}"`]));
    return (value) => texts.get(value) ?? serialized(type, value);
  }
  const quick = quickTexts[type.name];
  return quick ? (value) => quick(value) ?? serialized(type, value) : (value) => serialized(type, value);
}

const isoDates = new IsoDates();

const quickText = (value: unknown): string | null => (typeof value === 'string' ? quoted(value) : null);

const quickTexts: Readonly<Record<string, (value: unknown) => string | null>> = {
  ID: quickText,
  String: quickText,
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : null),
  DateTimeISO: (value) => (value instanceof Date ? `"${isoDates.text(value)}"` : null),
};

function serialized(type: GraphQLLeafType, value: unknown): string {
  const text = JSON.stringify(type.serialize(value));
  if (text === undefined || text === 'null') throw new TypeError(`no value of ${type.name}`);
  return text;
}
