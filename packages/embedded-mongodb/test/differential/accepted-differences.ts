import { BSON, type Document } from 'mongodb';
import type { CaseGroup } from './random-cases.ts';
import type { Answer } from './run-group.ts';

/** A command to which the embedded database and the independent one gave different answers. */
interface Disagreement {
  readonly group: CaseGroup;
  readonly command: Document;
  readonly ours: Answer;
  readonly theirs: Answer;
}

/** Where MongoDB's documentation, or else its open source, decides for the embedded database. */
const accepted: readonly { readonly because: string; readonly applies: (one: Disagreement) => boolean }[] = [
  {
    because:
      'An empty array sorts before null and a missing field (Comparison/Sort Order, Arrays); DocumentDB sorts it elsewhere.',
    applies: ({ group, command }) =>
      sortPaths(command).some((path) => group.documents.some((one) => hasEmptyArray(one, path.split('.')))),
  },
  {
    because:
      'New fields come in the lexicographic order of their names (Update Operators, Behavior); DocumentDB adds them operator by operator.',
    applies: ({ command, ours, theirs }) =>
      updatedPaths(command).length > 1 && 'ok' in ours && 'ok' in theirs && inNameOrder(ours) === inNameOrder(theirs),
  },
  {
    because:
      '$unset does nothing where there is no such field ($unset, Behavior); DocumentDB refuses some of its paths beside other operators.',
    applies: ({ command, theirs }) =>
      'error' in theirs && Object.keys(updateOf(command).$unset ?? {}).some((path) => path.includes('.')),
  },
  {
    because: 'Only numbers can be incremented and multiplied ($inc, $mul, Behavior); DocumentDB takes true for 1.',
    applies: ({ command, ours }) =>
      'error' in ours && ours.error === 14 && ['$inc', '$mul'].some((name) => name in updateOf(command)),
  },
  {
    because:
      'nModified counts documents that changed (update, Output); DocumentDB counts an $inc by 0 and a $mul by 1.',
    applies: ({ command, ours, theirs }) =>
      ['$inc', '$mul'].some((name) => name in updateOf(command)) &&
      'ok' in ours &&
      'ok' in theirs &&
      ours.state === theirs.state,
  },
  {
    because:
      'An expression stops at the first null operand, and $ifNull at the first other one (ExpressionAdd, ExpressionIfNull in the source); DocumentDB evaluates the rest, and refuses it.',
    applies: ({ command, theirs }) =>
      'error' in theirs && /"\$(add|multiply|concat|concatArrays|ifNull)"/.test(JSON.stringify(command.pipeline ?? [])),
  },
  {
    because:
      'Of equal numbers of different types either may be the distinct value, the least or the greatest (no order is promised), and $mod by a double has no documented type.',
    applies: ({ command, ours, theirs }) =>
      ('distinct' in command || /"\$(min|max|mod)"/.test(JSON.stringify(command.pipeline ?? []))) &&
      withoutNumberTypes(ours) === withoutNumberTypes(theirs),
  },
  {
    because: '$mod of two integers is exact; DocumentDB computes it with doubles, which is another result beyond 2^53.',
    applies: ({ command, group }) =>
      /"\$mod"/.test(JSON.stringify(command.pipeline ?? [])) &&
      BSON.EJSON.stringify([group.documents, command], { relaxed: false }).includes('9007199254740993'),
  },
  {
    because:
      'The embedded database refuses a second index on the same fields; MongoDB has some of them (Unique Indexes, Sparse).',
    applies: ({ command, ours }) => 'createIndexes' in command && 'error' in ours && ours.error === 85,
  },
  {
    because:
      'A compound index takes one array of a document (Multikey Indexes, Limitations); DocumentDB takes several.',
    applies: ({ ours }) => 'error' in ours && ours.error === 171,
  },
  {
    because:
      'NaN is less than all other numbers (Comparison/Sort Order, Numeric Types); DocumentDB compares it otherwise with a Decimal128.',
    applies: ({ group, command }) => {
      const values = BSON.EJSON.stringify([group.documents, command], { relaxed: false });
      return (
        values.includes('NaN') &&
        values.includes('Decimal') &&
        ['$min', '$max'].some((name) => name in updateOf(command))
      );
    },
  },
];

/** Whether a difference is one of those above. */
export function isAccepted(disagreement: Disagreement): boolean {
  return accepted.some(({ applies }) => applies(disagreement));
}

function sortPaths(command: Document): string[] {
  const stages: readonly Document[] = command.pipeline ?? [];
  return [command.sort, ...stages.map((stage) => stage.$sort)].flatMap((sort) => Object.keys(sort ?? {}));
}

function hasEmptyArray(value: unknown, [part, ...rest]: readonly string[]): boolean {
  if (Array.isArray(value)) {
    if (part === undefined) return value.length === 0 || value.some((one) => hasEmptyArray(one, []));
    return value.length === 0 || value.some((one) => hasEmptyArray(one, [part, ...rest]));
  }
  if (part === undefined || value === null || typeof value !== 'object') return false;
  return hasEmptyArray(Reflect.get(value, part), rest);
}

function updateOf(command: Document): Document {
  return command.updates?.[0]?.u ?? command.update ?? {};
}

function updatedPaths(command: Document): string[] {
  return Object.values(updateOf(command)).flatMap((fields) => Object.keys(Object(fields)));
}

function withoutNumberTypes(answer: Answer): string {
  if ('error' in answer) return JSON.stringify(answer);
  const plain = JSON.stringify(JSON.parse(answer.ok)).replaceAll(/\{"\$number\w+":"([^"]+?)(?:\.0)?"\}/g, '$1');
  const values: unknown = JSON.parse(plain.replaceAll(/\b(NaN|Infinity)\b/g, '"$1"'));
  return JSON.stringify(Array.isArray(values) ? values.map((one) => JSON.stringify(one)).sort() : values);
}

function inNameOrder(answer: Answer): string {
  const sorted = (_name: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return BSON.EJSON.stringify(
    'ok' in answer ? [answer.ok, answer.state].map((one) => JSON.parse(one ?? '""')) : answer,
    sorted,
  );
}
