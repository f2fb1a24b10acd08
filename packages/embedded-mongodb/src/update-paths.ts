import { compileFilter, type Matcher } from './query.ts';
import { StoreError } from './store-error.ts';
import { type Doc, isDoc } from './values.ts';

/** Turns `$`, `$[]` and `$[name]` into the places they mean in one document. */
export class UpdatePaths {
  readonly #filter: Doc;
  readonly #named = new Map<string, Matcher>();

  constructor(source: { readonly filter: Doc; readonly arrayFilters: readonly unknown[] }, paths: readonly string[]) {
    this.#filter = source.filter;
    for (const filter of source.arrayFilters) {
      if (!isDoc(filter)) throw new StoreError(14, 'arrayFilters must hold objects');
      const [name = ''] = (firstPath(filter) ?? '').split('.');
      if (this.#named.has(name))
        throw new StoreError(9, `Found multiple array filters with the same top-level field name ${name}`);
      if (!paths.some((path) => path.includes(`$[${name}]`))) {
        throw new StoreError(9, `The array filter for identifier '${name}' was not used in the update`);
      }
      this.#named.set(name, compileFilter(filter));
    }
    for (const name of paths.flatMap((path) => [...path.matchAll(/\$\[(\w+)\]/g)].map((match) => match[1] ?? ''))) {
      if (!this.#named.has(name)) throw new StoreError(2, `No array filter found for identifier '${name}'`);
    }
  }

  /** The places, as parts of paths, that `path` means in `doc`. Throws BadValue when it means none it could mean. */
  resolve(doc: Doc, path: string): string[][] {
    let places: { parts: string[]; value: unknown }[] = [{ parts: [], value: doc }];
    for (const part of path.split('.')) {
      places = places.flatMap(({ parts, value }) => {
        if (part.startsWith('$')) return this.#elements(part, parts, value).map((at) => step(parts, value, String(at)));
        return [step(parts, value, part)];
      });
    }
    return places.map(({ parts }) => parts);
  }

  #elements(part: string, parts: readonly string[], value: unknown): number[] {
    if (part === '$') return [this.#matched(parts.join('.'), value)];
    if (!Array.isArray(value)) {
      throw new StoreError(
        2,
        `The path '${parts.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    const name = part.slice(2, -1);
    const matches = this.#named.get(name);
    return [...value.keys()].filter((at) => name === '' || matches?.({ [name]: value[at] }));
  }

  #matched(path: string, value: unknown): number {
    const conditions = conditionsOn(this.#filter, path);
    const matches = compileFilter({ $and: conditions });
    const at =
      Array.isArray(value) && conditions.length > 0
        ? value.findIndex((element) => matches(nested(path, [element])))
        : -1;
    if (at < 0) throw new StoreError(2, 'The positional operator did not find the match needed from the query.');
    return at;
  }
}

function step(parts: readonly string[], value: unknown, part: string): { parts: string[]; value: unknown } {
  const next =
    (isDoc(value) || Array.isArray(value)) && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  return { parts: [...parts, part], value: next };
}

function firstPath(filter: Doc): string | undefined {
  const [entry] = Object.entries(filter);
  if (!entry) return undefined;
  const [name, value] = entry;
  return name.startsWith('$') && Array.isArray(value) ? firstPath(value.find(isDoc) ?? {}) : name;
}

function conditionsOn(filter: Doc, path: string): Doc[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (name === '$and' && Array.isArray(value)) return value.filter(isDoc).flatMap((one) => conditionsOn(one, path));
    return name === path || name.startsWith(`${path}.`) ? [{ [name]: value }] : [];
  });
}

function nested(path: string, value: unknown): Doc {
  return path.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Doc;
}
