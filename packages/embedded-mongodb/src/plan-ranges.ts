import type { IndexSpec } from './catalog.ts';
import { compileIndex } from './index-keys.ts';
import type { Interval } from './intervals.ts';
import { inverted, successor } from './key-encoding.ts';
import type { KeyRange } from './storage.ts';

/** Ranges of one index that follow each other in order; streams are merged by what comes after `shared` bytes. */
export interface Stream {
  readonly shared: number;
  readonly ranges: readonly KeyRange[];
}

interface PointRange extends KeyRange {
  /** Length of the key after so many leading fields that are points. */
  readonly cuts: readonly number[];
}

const maxRanges = 1_000;

/** The ranges of keys that bounds on the leading fields of an index come to. */
export function rangesOf(index: IndexSpec, bounds: readonly (readonly Interval[])[]): PointRange[] {
  const { fields, prefix } = compileIndex(index);
  let ranges: PointRange[] = [{ from: prefix, to: successor(prefix), cuts: [prefix.length] }];
  for (const [at, intervals] of bounds.entries()) {
    if (ranges.length * intervals.length > maxRanges && at > 0) break;
    const descending = fields[at]?.direction === -1;
    const sides = intervals.map((one) => (descending ? mirrored(one) : one));
    ranges = ranges.flatMap((range) =>
      sides.map(({ from, to, point }) => ({
        from: Buffer.concat([range.from, from]),
        to: Buffer.concat([range.from, to]),
        cuts: point ? [...range.cuts, range.from.length + point.length] : range.cuts,
      })),
    );
  }
  return ranges;
}

/** The interval among inverted keys: what began it, with all keys that begin so, now ends it. */
function mirrored({ from, to, point, exact }: Interval): Interval {
  if (point) return { from: inverted(point), to: successor(inverted(point)), point: inverted(point), exact };
  return { from: successor(inverted(to)), to: successor(inverted(from)), point: undefined, exact };
}

/** Ranges that share `after` leading points make one stream, in order and without overlap. */
export function groupStreams(ranges: readonly PointRange[], after: number): Stream[] | undefined {
  const groups = new Map<string, { shared: number; ranges: PointRange[] }>();
  for (const range of ranges) {
    const shared = range.cuts[after];
    if (shared === undefined) return undefined;
    const key = range.from.toString('latin1', 0, shared);
    const group = groups.get(key) ?? { shared, ranges: [] };
    group.ranges.push(range);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ shared: group.shared, ranges: withoutOverlap(group.ranges) }));
}

function withoutOverlap(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.from, b.from));
  const joined: KeyRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && Buffer.compare(range.from, last.to) < 0) {
      joined[joined.length - 1] = { from: last.from, to: Buffer.compare(last.to, range.to) > 0 ? last.to : range.to };
    } else joined.push(range);
  }
  return joined;
}
