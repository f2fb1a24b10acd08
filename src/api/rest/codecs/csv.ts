import { type FieldError, throwIfInvalid } from '../../../common/errors/app-error.ts';
import {
  allMembers,
  type Contract,
  type DtoType,
  dtoNamed,
  type MemberType,
  type TypeRef,
} from '../../contract/model.ts';
import { bindMember, membersByWireName } from './bind.ts';
import type { Codec } from './codec.ts';
import { parseCsv } from './csv-parser.ts';
import { writeJsv } from './jsv.ts';
import { rawOfText } from './jsv-text.ts';
import { batchOf, MAX_BATCH, malformed } from './malformed.ts';
import { quoted } from './quoted-text.ts';
import { wireText } from './wire-text.ts';

const MEDIA_TYPE = 'text/csv';

/**
 * A header of C# names and a row for each object; what is no scalar is JSV in one field. Kinder than ServiceStack in one
 * point: an empty text is written `""` and read back, where theirs cannot be told from null.
 */
export const csv: Codec = {
  format: 'csv',
  mediaTypes: [MEDIA_TYPE],
  contentType: MEDIA_TYPE,
  encode: (value, type, contract) => {
    if (type.kind === 'list') return writeRows(value as readonly unknown[], type.of, contract);
    return value === null || value === undefined ? '' : writeRows([value], type, contract);
  },
  decode: (text, type, contract) => {
    const [first] = readRows(parse(text, type, 1), type, contract);
    return first ?? {};
  },
  decodeList: (text, type, contract) => {
    const { header, rows } = parse(text, type, MAX_BATCH + 1);
    return readRows({ header, rows: batchOf(MEDIA_TYPE, type, rows) }, type, contract);
  },
};

function writeRows(values: readonly unknown[], type: TypeRef, contract: Contract): string {
  if (type.kind !== 'dto') return values.map((value) => `${writeField(value, type, contract)}\r\n`).join('');
  const members = allMembers(contract, dtoNamed(contract, type.name));
  const rows = values.map((value) => {
    const fields = value as Readonly<Record<string, unknown>>;
    return members.map((member) => writeField(fields[member.name], member.type, contract)).join(',');
  });
  return [members.map((member) => member.clrName).join(','), ...rows, ''].join('\r\n');
}

function writeField(value: unknown, type: TypeRef, contract: Contract): string {
  if (value === null || value === undefined) return '';
  const text = type.kind === 'string' || type.kind === 'dateTime' ? wireText(value) : writeJsv(value, type, contract);
  return text === '' || /[",\r\n]|^[[{]/.test(text) ? quoted(text) : text;
}

interface Table {
  readonly header: Row;
  readonly rows: readonly Row[];
}

type Row = readonly (string | null)[];

function readRows({ header, rows }: Table, type: DtoType, contract: Contract): Record<string, unknown>[] {
  const members = membersByWireName(contract, type);
  const columns = new Map<MemberType, { sentAs: string; index: number }>();
  for (const [index, name] of header.entries()) {
    const member = members.get((name ?? '').toLowerCase());
    if (member) columns.set(member, { sentAs: name ?? '', index });
  }
  const issues: FieldError[] = [];
  const results: Record<string, unknown>[] = [];
  for (const row of rows) {
    const result: Record<string, unknown> = {};
    for (const [member, { sentAs, index }] of columns) {
      const field = row[index] ?? null;
      if (field === null) continue;
      const bound = bindMember(rawOfText(field, member.type), member, sentAs, contract);
      issues.push(...bound.faults);
      if (bound.value !== undefined) result[member.name] = bound.value;
    }
    results.push(result);
    if (issues.length > 0) break;
  }
  throwIfInvalid(issues);
  return results;
}

function parse(text: string, type: DtoType, maxRows: number): Table {
  try {
    const [header = [], ...rows] = parseCsv(text.replace(/^\uFEFF/, ''), maxRows + 1);
    return { header, rows };
  } catch (error) {
    throw malformed(MEDIA_TYPE, type, error instanceof Error ? error.message : String(error));
  }
}
