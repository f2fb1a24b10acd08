import { type Contract, dtoNamed, type TypeRef } from '../../contract/model.ts';
import {
  contentNamespace,
  dictionaryEntryName,
  dictionaryKeyName,
  dictionaryValueName,
  INSTANCE_NAMESPACE,
  membersInXmlOrder,
  typeName,
  type XmlName,
} from '../../contract/xml-names.ts';
import { enumText } from './enum-text.ts';
import { dictionaryEntries } from './wire-text.ts';
import { xmlText } from './xml-text.ts';

/** Writes a value of one type at one position in a document. */
export type XmlWriter = (value: unknown) => string;

/** Namespaces by prefix, innermost first; the empty prefix has the default namespace. */
type Bindings = readonly (readonly [prefix: string, namespace: string])[];

/** The position of an element in a document. Its tags depend on the position and not on its value. */
interface WriterPosition {
  readonly bindings: Bindings;
  readonly depth: number;
}

/** The tags of an element. */
interface Tags {
  /** The content of the start tag, without the brackets. */
  readonly open: string;
  readonly close: string;
}

const text: TypeRef = { kind: 'string', nullable: true };

/**
 * Creates the writer of a root element. Without `indent` it writes the same bytes as .NET's DataContractSerializer.
 *
 * @param indent indentation per level, for metadata pages
 */
export function makeXmlWriter(type: TypeRef, contract: Contract, indent = ''): XmlWriter {
  return new XmlWriters(contract, indent).root(type);
}

class XmlWriters {
  readonly #contract: Contract;
  readonly #indent: string;

  constructor(contract: Contract, indent: string) {
    this.#contract = contract;
    this.#indent = indent;
  }

  root(type: TypeRef): XmlWriter {
    const { local, namespace } = typeName(type, this.#contract);
    const bindings: Bindings = [
      ['', namespace],
      ['i', INSTANCE_NAMESPACE],
    ];
    const instance = `${local} xmlns:i="${INSTANCE_NAMESPACE}"`;
    const tags = { open: `${instance} xmlns="${namespace}"`, close: local };
    const write = this.#content(type, tags, { bindings, depth: 1 });
    const nil = `<${instance} i:nil="true" xmlns="${namespace}"></${local}>`;
    return (value) => (value === null || value === undefined ? nil : write(value));
  }

  #element(name: XmlName, type: TypeRef, { bindings: outer, depth }: WriterPosition): XmlWriter {
    let bindings = outer;
    let prefix = prefixOf(name.namespace, outer);
    let defaultDeclaration = '';
    if (prefix === undefined) {
      prefix = '';
      defaultDeclaration = ` xmlns="${name.namespace}"`;
      bindings = [['', name.namespace], ...bindings];
    }
    const inner = contentNamespace(type, this.#contract);
    let prefixDeclaration = '';
    if (inner !== undefined && prefixOf(inner, bindings) === undefined) {
      prefixDeclaration = ` xmlns:d${depth}p1="${inner}"`;
      bindings = [[`d${depth}p1`, inner], ...bindings];
    }
    const close = prefix === '' ? name.local : `${prefix}:${name.local}`;
    const tags = { open: `${close}${prefixDeclaration}${defaultDeclaration}`, close };
    const nil = `<${close}${prefixDeclaration} i:nil="true"${defaultDeclaration} />`;
    const write = this.#content(type, tags, { bindings, depth });
    return (value) => (value === null || value === undefined ? nil : write(value));
  }

  /** Returns the writer of an element whose value is not null. */
  #content(type: TypeRef, tags: Tags, place: WriterPosition): XmlWriter {
    const inside = { bindings: place.bindings, depth: place.depth + 1 };
    switch (type.kind) {
      case 'list': {
        const item = this.#element(typeName(type.of, this.#contract), type.of, inside);
        return this.#parent(tags, place, (value, lead) => {
          let items = '';
          for (const one of value as readonly unknown[]) items += lead + item(one);
          return items;
        });
      }
      case 'dictionary': {
        const entry = this.#entry(inside);
        return this.#parent(tags, place, (value, lead) => {
          let entries = '';
          for (const one of dictionaryEntries(value)) entries += lead + entry(one);
          return entries;
        });
      }
      case 'dto':
        return this.#dto(type.name, tags, place);
      case 'enum': {
        const [start, end] = [`<${tags.open}>`, `</${tags.close}>`];
        return (value) => start + enumText(value, type.name, this.#contract) + end;
      }
      default: {
        const [start, end] = [`<${tags.open}>`, `</${tags.close}>`];
        return (value) => start + xmlText(value) + end;
      }
    }
  }

  #dto(typeName: string, tags: Tags, place: WriterPosition): XmlWriter {
    const inside = { bindings: place.bindings, depth: place.depth + 1 };
    let members: readonly { readonly name: string; readonly write: XmlWriter }[] | undefined;
    return this.#parent(tags, place, (value, lead) => {
      // resolved lazily, because a type may have members of its own type
      members ??= membersInXmlOrder(dtoNamed(this.#contract, typeName), this.#contract).map(({ member, name }) => {
        return { name: member.name, write: this.#element(name, member.type, inside) };
      });
      const values = value as Readonly<Record<string, unknown>>;
      let children = '';
      for (const { name, write } of members) children += lead + write(values[name]);
      return children;
    });
  }

  #entry({ bindings, depth }: WriterPosition): XmlWriter {
    const inside = { bindings, depth: depth + 1 };
    const key = this.#element(dictionaryKeyName, text, inside);
    const item = this.#element(dictionaryValueName, text, inside);
    const prefix = prefixOf(dictionaryEntryName.namespace, bindings);
    const tag = prefix ? `${prefix}:${dictionaryEntryName.local}` : dictionaryEntryName.local;
    return this.#parent({ open: tag, close: tag }, { bindings, depth }, (value, lead) => {
      const entry = value as { readonly key: string; readonly value: string | null };
      return lead + key(entry.key) + lead + item(entry.value);
    });
  }

  /**
   * Returns the writer of an element with child elements.
   *
   * @param writeChildren writes the children, each one after `lead`
   */
  #parent(tags: Tags, { depth }: WriterPosition, writeChildren: (value: unknown, lead: string) => string): XmlWriter {
    const line = this.#indent === '' ? '' : `\n${this.#indent.repeat(depth - 1)}`;
    const lead = line + this.#indent;
    const empty = `<${tags.open} />`;
    const [start, end] = [`<${tags.open}>`, `${line}</${tags.close}>`];
    return (value) => {
      const children = writeChildren(value, lead);
      return children === '' ? empty : start + children + end;
    };
  }
}

function prefixOf(namespace: string, bindings: Bindings): string | undefined {
  const found = bindings.find(([, bound]) => bound === namespace)?.[0];
  const shadowed = found !== undefined && bindings.find(([prefix]) => prefix === found)?.[1] !== namespace;
  return shadowed ? undefined : found;
}
