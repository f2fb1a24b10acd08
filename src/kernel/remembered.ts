import type { Clock } from './clock.ts';
import { withoutDeadline } from './deadline.ts';
import { latestUsed } from './latest-used.ts';

/** Who may do what, and what people and things are called, is read again after this: a change takes effect within five seconds. */
export const freshnessMs = 4_000;

const maxEntries = 10_000;

interface Finding<T> {
  readonly search: Promise<T | null>;
  /** What the search found; null also while it is under way. */
  value: T | null;
  /** By the clock, in milliseconds. */
  readonly endsAt: number;
}

/** What was found lately, by key. Who asks while a search is under way waits for it; neither a failure nor a miss is kept. */
export class Remembered<T extends object> {
  readonly #found = latestUsed<Finding<T>>(maxEntries);
  readonly #clock: Clock;
  readonly #milliseconds: number;
  #latest = 0;

  /** @param milliseconds how long a finding counts, from the start of its search */
  constructor(clock: Clock, milliseconds: number) {
    this.#clock = clock;
    this.#milliseconds = milliseconds;
  }

  /** @returns what is known without waiting */
  peek(key: string): T | null {
    return this.#known(key, this.#now())?.value ?? null;
  }

  async get(key: string, find: () => Promise<T | null>): Promise<T | null> {
    const now = this.#now();
    const known = this.#known(key, now);
    if (known) return known.search;
    const finding: Finding<T> = { search: withoutDeadline(find), value: null, endsAt: now + this.#milliseconds };
    this.#found.set(key, finding);
    const value = await finding.search.catch((error: unknown) => {
      this.#drop(key, finding);
      throw error;
    });
    if (value === null) this.#drop(key, finding);
    finding.value = value;
    return value;
  }

  /**
   * As `get`, of many, with one search for all that nothing is known of.
   * @param find returns what it finds by the key
   * @returns what is there, in the order of the keys, of which none may stand there twice
   */
  async getMany(
    keys: readonly string[],
    find: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T[]> {
    const now = this.#now();
    const known = keys.flatMap((key) => this.#known(key, now)?.value ?? []);
    if (known.length === keys.length) return known;
    const unknown = keys.filter((key) => !this.#known(key, now));
    const search = unknown.length > 0 ? withoutDeadline(() => find(unknown)) : null;
    const values = await Promise.all(keys.map((key) => this.get(key, async () => (await search)?.get(key) ?? null)));
    return values.filter((value) => value !== null);
  }

  forget(key: string): void {
    this.#found.delete(key);
  }

  /** Forgets all; nor is kept what is being searched now. */
  forgetAll(): void {
    this.#found.clear();
  }

  /** Forgets one finding; what another caller has found in its place meanwhile stays. */
  async forgetValue(key: string, value: T): Promise<void> {
    const known = this.#found.get(key);
    if (known && (await known.search.catch(() => null)) === value) this.#drop(key, known);
  }

  #now(): number {
    const now = this.#clock.now().getTime();
    // by a clock that was set back, what is old would count as new for as long as that
    if (now < this.#latest) this.forgetAll();
    this.#latest = now;
    return now;
  }

  #known(key: string, now: number): Finding<T> | undefined {
    const known = this.#found.get(key);
    return known && now <= known.endsAt ? known : undefined;
  }

  #drop(key: string, finding: Finding<T>): void {
    if (this.#found.get(key) === finding) this.#found.delete(key);
  }
}
