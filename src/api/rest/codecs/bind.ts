import { type FieldError, throwIfInvalid } from '../../../common/errors/app-error.ts';
import { isRecord } from '../../../common/is-record.ts';
import {
  allMembers,
  type Contract,
  type DtoType,
  enumNamed,
  type MemberType,
  type TypeRef,
} from '../../contract/model.ts';
import { MAX_DEPTH } from '../../http/body-shape.ts';
import { readBool, readDate, readNumber } from './read-scalar.ts';
import { wellFormed } from './wire-text.ts';

/** Marks a value that could not be bound. Distinct from every value that a body can have. */
const invalid = Symbol('invalid');

/**
 * Binds parsed JSON or JSV to a type: names match in any case, scalars may be text, enums may be numbers.
 * ServiceStack drops invalid values; here they are validation errors.
 *
 * @throws BAD_USER_INPUT with all validation errors
 */
export function bind(raw: object, type: DtoType, contract: Contract): Record<string, unknown> {
  const binding = new Binding(contract);
  const result = binding.dto(raw, type, '', 0);
  binding.throwIfInvalid();
  return result;
}

/** Binds a list, as {@link bind} does. */
export function bindList(raws: readonly unknown[], type: DtoType, contract: Contract): Record<string, unknown>[] {
  const binding = new Binding(contract);
  const ref: TypeRef = { kind: 'list', of: { kind: 'dto', name: type.name, nullable: false }, nullable: false };
  const result = binding.value(raws, ref, '', 0);
  binding.throwIfInvalid();
  return result as Record<string, unknown>[];
}

/** Binds a single value, as {@link bind} does, but returns the validation errors. */
export function bindMember(raw: unknown, member: MemberType, sentAs: string, contract: Contract) {
  const binding = new Binding(contract);
  const value = binding.value(raw, member.type, sentAs, 0);
  return { value: value === invalid ? undefined : value, issues: binding.issues };
}

/** Returns the members of a type by GraphQL, C# and JSON name, in lower case. */
export function membersByWireName(contract: Contract, type: DtoType): ReadonlyMap<string, MemberType> {
  let names = wireNames.get(type);
  if (!names) {
    const members = allMembers(contract, type);
    names = new Map(members.flatMap((m) => [m.name, m.clrName, m.jsonName].map((name) => [name.toLowerCase(), m])));
    wireNames.set(type, names);
  }
  return names;
}

const wireNames = new WeakMap<DtoType, ReadonlyMap<string, MemberType>>();

class Binding {
  readonly issues: FieldError[] = [];

  constructor(private readonly contract: Contract) {}

  throwIfInvalid(): void {
    throwIfInvalid(this.issues);
  }

  dto(raw: object, type: DtoType, path: string, depth: number): Record<string, unknown> {
    const members = membersByWireName(this.contract, type);
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(raw)) {
      const member = members.get(key.toLowerCase());
      if (!member) continue;
      const value = this.value(item, member.type, path === '' ? key : `${path}.${key}`, depth + 1);
      if (value !== undefined && value !== invalid) result[member.name] = value;
    }
    return result;
  }

  /** Returns `undefined` for a null that the type does not allow: as in .NET, the member keeps its default. */
  value(raw: unknown, type: TypeRef, path: string, depth: number): unknown {
    if (raw === null) return type.nullable ? null : undefined;
    const value = depth > MAX_DEPTH ? invalid : this.read(raw, type, path, depth);
    return value === undefined ? this.issue(raw, path) : value;
  }

  private read(raw: unknown, type: TypeRef, path: string, depth: number): unknown {
    switch (type.kind) {
      case 'string':
        return typeof raw === 'object' ? undefined : wellFormed(String(raw));
      case 'dateTime':
        return readDate(raw);
      case 'bool':
        return readBool(raw);
      case 'int':
      case 'double':
        return readNumber(raw, type.kind);
      case 'enum':
        return (
          this.enumValue(raw, type.name) ??
          (type.isOpen && typeof raw !== 'object' ? wellFormed(String(raw)) : undefined)
        );
      case 'list':
        return Array.isArray(raw) ? this.list(raw, type.of, path, depth) : undefined;
      case 'dictionary':
        return isRecord(raw) ? this.dictionary(raw, path) : undefined;
      case 'dto': {
        const dto = this.contract.dtos[type.name];
        return dto && isRecord(raw) ? this.dto(raw, dto, path, depth) : undefined;
      }
    }
  }

  private enumValue(raw: unknown, name: string): string | undefined {
    const values = enumNamed(this.contract, name).values;
    const wanted = typeof raw === 'object' ? '' : String(raw).trim().toLowerCase();
    const byNumber = /^\d{1,9}$/.test(wanted) ? values[Number(wanted)] : undefined;
    return (byNumber ?? values.find((value) => value.name.toLowerCase() === wanted))?.name;
  }

  /** Binds a list up to its first invalid item, so that a list has at most one validation error. */
  private list(raws: readonly unknown[], of: TypeRef, path: string, depth: number): unknown {
    const items: unknown[] = [];
    for (const [index, raw] of raws.entries()) {
      const before = this.issues.length;
      const item = this.value(raw, of, of.kind === 'dto' ? `${path}[${index}]` : path, depth + 1);
      if (item === undefined) this.issue(raw, path);
      if (this.issues.length > before) return invalid;
      items.push(item);
    }
    return items;
  }

  private dictionary(raw: object, path: string): unknown {
    const entries: { key: string; value: string }[] = [];
    for (const [key, value] of Object.entries(raw)) {
      if (value === null) continue;
      if (typeof value === 'object') return this.issue(value, `${path}.${key}`);
      entries.push({ key: wellFormed(key), value: wellFormed(String(value)) });
    }
    return entries;
  }

  private issue(raw: unknown, path: string): typeof invalid {
    const shown = wellFormed((typeof raw === 'string' ? raw : JSON.stringify(raw)).slice(0, 50));
    const message = `'${shown}' is an Invalid value for '${path}'`;
    this.issues.push({ fieldName: path, errorCode: 'SerializationException', message });
    return invalid;
  }
}
