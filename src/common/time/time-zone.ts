const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The offset of local time from UTC in milliseconds, from an instant on. */
export interface OffsetChange {
  readonly at: Date;
  readonly offset: number;
}

/** The offset at the start of a time range, and its changes within the range, in ascending order. */
export interface ZoneOffsets {
  readonly first: number;
  readonly changes: readonly OffsetChange[];
}

/** Whether a text is the name of an IANA time zone, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  // newer Node versions also take offsets such as +01:00
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Returns the offset of local time from UTC at an instant, in milliseconds. */
export function offsetAt(timeZone: string, instant: Date): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
  const size = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -size : size;
}

/** Returns the offsets of a time zone between two instants. */
export function offsetsBetween(timeZone: string, from: Date, to: Date): ZoneOffsets {
  const first = offsetAt(timeZone, from);
  const changes: OffsetChange[] = [];
  // no zone changes its offset twice in a week
  for (let start = from.getTime(), before = first; start < to.getTime(); start += 7 * dayMs) {
    const end = Math.min(start + 7 * dayMs, to.getTime());
    const offset = offsetAt(timeZone, new Date(end));
    if (offset !== before) changes.push({ at: changeBetween(timeZone, start, end), offset });
    before = offset;
  }
  return { first, changes };
}

/**
 * Returns the first instant of a local day.
 * @param day the midnight of that day in UTC
 */
export function startOfDay(timeZone: string, day: Date): Date {
  const local = day.getTime();
  const [from, to] = [new Date(local - 2 * dayMs), new Date(local + 2 * dayMs)];
  const { first, changes } = offsetsBetween(timeZone, from, to);
  const [change] = changes;
  const before = local - first;
  if (!change || before < change.at.getTime()) return new Date(before);
  // clocks that go forward at midnight skip it: the day begins at the change
  return new Date(Math.max(local - change.offset, change.at.getTime()));
}

function changeBetween(timeZone: string, start: number, end: number): Date {
  const before = offsetAt(timeZone, new Date(start));
  let [low, high] = [start, end];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, new Date(middle)) === before) low = middle;
    else high = middle;
  }
  return new Date(high);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, made);
  return made;
}
