import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { audit, type Log } from '../kernel/log.ts';
import type { EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import type { DirectoryRecord } from './records.ts';
import { conflict, notFound } from './refusals.ts';

/** Who wants a change, and the log of the request. */
export interface Caller {
  readonly principal: Principal;
  readonly log: Log;
}

export interface EntityKind<T extends DirectoryRecord, F> {
  /** In lower case, as in "There is no customer …". */
  readonly name: string;
  readonly store: EntityStore<T, F>;
  readonly clock: Clock;
  /** The field of which no two may have the same value. */
  readonly uniqueField: (record: T) => string;
}

/** Somebody else changed it each time between reading and writing: that is no chance any more. */
const mostAttempts = 20;

/** Reading, writing, stamping and auditing one record, alike for all kinds of the directory. */
export class Entities<T extends DirectoryRecord, F> {
  readonly #kind: EntityKind<T, F>;

  constructor(kind: EntityKind<T, F>) {
    this.#kind = kind;
  }

  /** @returns `null` for an unknown id and for one outside the caller's accounts alike */
  async find({ accounts }: Principal, id: string): Promise<T | null> {
    const [record] = await this.#kind.store.byIds(accounts, [id]);
    return record ?? null;
  }

  /** @throws NOT_FOUND */
  async get(principal: Principal, id: string): Promise<T> {
    const record = await this.find(principal, id);
    if (!record) throw notFound(this.#kind.name, 'id', id);
    return record;
  }

  /** What every new record begins with. */
  stamp({ principal }: Caller): DirectoryRecord {
    const now = this.#kind.clock.now();
    const by = principal.user?.id ?? null;
    return { id: newId(), dateCreated: now, dateLastModified: now, createdBy: by, lastModifiedBy: by, revision: 1 };
  }

  /** @throws CONFLICT when another one has what only one may have */
  async insert(caller: Caller, record: T): Promise<T> {
    if (!(await this.#kind.store.insert(record))) throw this.#taken(record);
    this.audit(caller, 'created', record.id, Object.keys(record));
    return record;
  }

  /**
   * Changes a record as `decide` says from its newest state, which it sees again when somebody else was faster.
   * @param changed fields that were changed elsewhere just now
   * @throws NOT_FOUND, CONFLICT, and whatever `decide` throws
   */
  async change(
    caller: Caller,
    id: string,
    decide: (before: T) => Promise<Partial<T>>,
    changed: readonly string[] = [],
  ): Promise<T> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const before = await this.get(caller.principal, id);
      const changes = differences(before, await decide(before));
      const fields = [...changed, ...Object.keys(changes)];
      if (fields.length === 0) return before;
      const stamp = { dateLastModified: this.#kind.clock.now(), lastModifiedBy: caller.principal.user?.id ?? null };
      const outcome = await this.#kind.store.update(before, { ...changes, ...stamp });
      if (outcome === 'taken') throw this.#taken({ ...before, ...changes });
      if (outcome === 'stale') continue;
      this.audit(caller, 'changed', id, fields);
      return this.get(caller.principal, id);
    }
    throw conflict('id', `The ${this.#kind.name} is being changed by others; try again.`);
  }

  /** @throws NOT_FOUND when somebody else was faster */
  async remove(caller: Caller, id: string): Promise<void> {
    if (!(await this.#kind.store.remove(id))) throw notFound(this.#kind.name, 'id', id);
    this.audit(caller, 'deleted', id, []);
  }

  /** One line for each change: who, what and which fields; values may be private. */
  audit({ principal, log }: Caller, change: string, id: string, fields: readonly string[]): void {
    audit(log, 'directory.changed', { actor: principal.user?.id ?? null, kind: this.#kind.name, id, change, fields });
  }

  #taken(record: T): Error {
    const field = this.#kind.uniqueField(record);
    return conflict(field, `There is a ${this.#kind.name} with this ${field} already.`);
  }
}

function differences<T extends object>(before: T, wanted: Partial<T>): Partial<T> {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}
