import { newId } from '../../common/ids.ts';
import { audit, type Log } from '../../common/logging/log.ts';
import type { Clock } from '../../common/time/clock.ts';
import { conflict, notFound } from './domain-errors.ts';
import type { EntityStore } from './entity-store.ts';
import type { Principal } from './principal.ts';
import { type DirectoryRecord, newRecord } from './records.ts';

/** The caller who makes a change, and the log of the request. */
export interface Actor {
  readonly principal: Principal;
  readonly log: Log;
}

export interface EntityKind<T extends DirectoryRecord, F> {
  /** Name of the kind in lower case, as in "There is no customer …". */
  readonly name: string;
  /** Name of the field with the id in requests, as in "customerId". */
  readonly idField: string;
  readonly store: EntityStore<T, F>;
  readonly clock: Clock;
  /** Returns the name of the field whose value must be unique. */
  readonly uniqueField: (record: T) => string;
}

/** Gives up after 20 consecutive write conflicts. */
const maxAttempts = 20;

/** Reads, writes, stamps and audits records, in the same way for every kind. */
export class EntityWriter<T extends DirectoryRecord, F> {
  readonly #kind: EntityKind<T, F>;

  constructor(kind: EntityKind<T, F>) {
    this.#kind = kind;
  }

  /** @returns `null` for an unknown id and for one outside the caller's accounts */
  async find({ accounts }: Principal, id: string): Promise<T | null> {
    const [record] = await this.#kind.store.byIds(accounts, [id]);
    return record ?? null;
  }

  /** @throws NOT_FOUND for an unknown id and for one outside the caller's accounts */
  async get(principal: Principal, id: string): Promise<T> {
    const record = await this.find(principal, id);
    if (!record) throw this.#notFound(id);
    return record;
  }

  /** Returns the common fields of a new record. */
  stamp({ principal }: Actor): DirectoryRecord {
    return newRecord(newId(), this.#kind.clock.now(), principal.user?.id ?? null);
  }

  /**
   * @param uniqueField the request's name of the field whose value must be unique
   * @throws CONFLICT when another record has a value that must be unique
   */
  async insert(actor: Actor, record: T, uniqueField = this.#kind.uniqueField(record)): Promise<T> {
    if (!(await this.#kind.store.insert(record))) throw this.#duplicateError(uniqueField);
    this.audit(actor, 'created', record.id, Object.keys(record));
    return record;
  }

  /**
   * Changes a record with optimistic concurrency.
   * @param decide returns the changes to the newest state; called again after a write conflict
   * @param changed fields that the caller has already changed, to be audited as well
   * @throws NOT_FOUND for an unknown id and for one outside the caller's accounts
   * @throws CONFLICT when another record has a value that must be unique, or after too many write conflicts
   * @throws any error that `decide` throws
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
      if (outcome === 'taken') throw this.#duplicateError(this.#kind.uniqueField({ ...before, ...changes }));
      if (outcome === 'stale') continue;
      this.audit(actor, 'changed', id, fields);
      return this.get(actor.principal, id);
    }
    throw conflict(this.#kind.idField, `Concurrent changes of the ${this.#kind.name} kept conflicting. Try again.`);
  }

  /** @throws NOT_FOUND when the record no longer exists */
  async remove(actor: Actor, id: string): Promise<void> {
    if (!(await this.#kind.store.remove(id))) throw this.#notFound(id);
    this.audit(actor, 'deleted', id, []);
  }

  /** Logs one line per change: actor, record and field names. Values are omitted, because they may be private. */
  audit({ principal, log }: Actor, change: string, id: string, fields: readonly string[]): void {
    audit(log, 'directory.changed', { actor: principal.user?.id ?? null, kind: this.#kind.name, id, change, fields });
  }

  #notFound(id: string): Error {
    return notFound(this.#kind.name, this.#kind.idField, id);
  }

  #duplicateError(field: string): Error {
    return conflict(field, `This ${field} is already used by another ${this.#kind.name}.`);
  }
}

function differences<T extends object>(before: T, requested: Partial<T>): Partial<T> {
  const changed = Object.entries(requested).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}
