import { newId } from '../../common/ids.ts';
import { audit, type Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { conflict, notFound } from './domain-errors.ts';
import type { EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import type { DirectoryRecord } from './records.ts';

/** Who wants a change, and the log of the request. */
export interface Actor {
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
const maxAttempts = 20;

/** Reading, writing, stamping and auditing one record, alike for all kinds of the directory. */
export class EntityWriter<T extends DirectoryRecord, F> {
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
  stamp({ principal }: Actor): DirectoryRecord {
    const now = this.#kind.clock.now();
    const by = principal.user?.id ?? null;
    return { id: newId(), dateCreated: now, dateLastModified: now, createdBy: by, lastModifiedBy: by, revision: 1 };
  }

  /** @throws CONFLICT when another one has what only one may have */
  async insert(actor: Actor, record: T): Promise<T> {
    if (!(await this.#kind.store.insert(record))) throw this.#duplicateError(record);
    this.audit(actor, 'created', record.id, Object.keys(record));
    return record;
  }

  /**
   * Changes a record as `decide` says from its newest state, which it sees again when somebody else was faster.
   * @param changed fields that were changed elsewhere just now
   * @throws NOT_FOUND, CONFLICT, and whatever `decide` throws
   */
  async change(
    actor: Actor,
    id: string,
    decide: (before: T) => Promise<Partial<T>>,
    changed: readonly string[] = [],
  ): Promise<T> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const before = await this.get(actor.principal, id);
      const changes = differences(before, await decide(before));
      const fields = [...changed, ...Object.keys(changes)];
      if (fields.length === 0) return before;
      const stamp = { dateLastModified: this.#kind.clock.now(), lastModifiedBy: actor.principal.user?.id ?? null };
      const outcome = await this.#kind.store.update(before, { ...changes, ...stamp });
      if (outcome === 'taken') throw this.#duplicateError({ ...before, ...changes });
      if (outcome === 'stale') continue;
      this.audit(actor, 'changed', id, fields);
      return this.get(actor.principal, id);
    }
    throw conflict('id', `The ${this.#kind.name} is being changed by others; try again.`);
  }

  /** @throws NOT_FOUND when somebody else was faster */
  async remove(actor: Actor, id: string): Promise<void> {
    if (!(await this.#kind.store.remove(id))) throw notFound(this.#kind.name, 'id', id);
    this.audit(actor, 'deleted', id, []);
  }

  /** One line for each change: who, what and which fields; values may be private. */
  audit({ principal, log }: Actor, change: string, id: string, fields: readonly string[]): void {
    audit(log, 'directory.changed', { actor: principal.user?.id ?? null, kind: this.#kind.name, id, change, fields });
  }

  #duplicateError(record: T): Error {
    const field = this.#kind.uniqueField(record);
    return conflict(field, `There is a ${this.#kind.name} with this ${field} already.`);
  }
}

function differences<T extends object>(before: T, requested: Partial<T>): Partial<T> {
  const changed = Object.entries(requested).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}
