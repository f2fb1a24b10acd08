import type { Document } from 'mongodb';
import { isAccepted } from './accepted-differences.ts';
import type { CaseGroup } from './random-cases.ts';
import type { Answer } from './run-group.ts';

/** CommandNotSupported: what the embedded database refuses to do at all. */
const notSupported = 115;

export interface Difference {
  readonly seed: number;
  readonly command: Document;
  readonly embedded: Answer;
  readonly expected: Answer;
}

/** What came of one group of cases. */
export interface Comparison {
  readonly compared: number;
  /** How many the embedded database does not support. */
  readonly refused: number;
  /** The places of the answers in which the other server is no reference. */
  readonly accepted: readonly number[];
  readonly differences: readonly Difference[];
}

/** Compares the answers to one group. Where `expected` is null no answer is expected. */
export function compareAnswers(
  group: CaseGroup,
  embedded: readonly Answer[],
  expected: readonly (Answer | null)[],
): Comparison {
  const commands = commandsInOrder(group);
  const differences: Difference[] = [];
  const accepted: number[] = [];
  let refused = 0;
  for (const [at, command] of commands.entries()) {
    const [ours, theirs] = [embedded[at], expected[at]];
    if (!ours || theirs === undefined) throw new Error(`no answer to command ${at} of seed ${group.seed}`);
    if ('error' in ours && ours.error === notSupported) refused++;
    else if (theirs === null || isSame(ours, theirs)) continue;
    else if (isAccepted({ group, command, ours, theirs })) accepted.push(at);
    else differences.push({ seed: group.seed, command, embedded: ours, expected: theirs });
  }
  return { compared: commands.length, refused, accepted, differences };
}

/** The commands in the order of the answers of `runGroup`. */
function commandsInOrder({ indexes, indexesFirst, documents, commands }: CaseGroup): Document[] {
  const creations = indexes.map((index) => ({ createIndexes: 'c', indexes: [index] }));
  const insert = { insert: 'c', documents };
  return [...(indexesFirst ? [...creations, insert] : [insert, ...creations]), ...commands];
}

function isSame(a: Answer, b: Answer): boolean {
  // the independent server has codes of its own for most errors; those of MongoDB are tested literally elsewhere
  if ('error' in a || 'error' in b) return 'error' in a && 'error' in b;
  return a.ok === b.ok && a.state === b.state;
}
