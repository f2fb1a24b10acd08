const trueWords = ['true', '1', 't', 'y', 'on'];
const falseWords = ['false', '0', 'f', 'n', 'off'];

/** Reads a .NET boolean from JSON or from a word that ServiceStack accepts. The first of repeated parameters counts. */
export function readBool(raw: unknown): boolean | undefined {
  if (typeof raw === 'object') return undefined;
  const word = String(raw).split(',', 1)[0]?.trim().toLowerCase() ?? '';
  if (trueWords.includes(word)) return true;
  return falseWords.includes(word) ? false : undefined;
}

/** Reads a .NET int (32 bits) or double from a JSON number or its text. */
export function readNumber(raw: unknown, kind: 'int' | 'double'): number | undefined {
  const text = typeof raw === 'object' ? '' : String(raw).trim();
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  if (kind === 'int' && (!Number.isInteger(value) || value !== (value | 0))) return undefined;
  // adding 0 makes -0 positive
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** Reads a date from ISO 8601 (a date, or a date and time; UTC by default) or from .NET's `/Date(milliseconds)/`. */
export function readDate(raw: unknown): Date | undefined {
  if (typeof raw !== 'string') return undefined;
  const ticks = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(raw)?.[1];
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(raw);
  if (ticks === undefined && !iso) return undefined;
  const zoned = iso?.[1] !== undefined && iso[4] === undefined ? `${raw}Z` : raw;
  const date = new Date(ticks === undefined ? zoned : Number(ticks));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
