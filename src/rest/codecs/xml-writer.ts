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
import { dictionaryEntries, wireText } from './wire-text.ts';

/** Which prefix stands for which namespace, innermost first; the empty prefix is the default namespace. */
type Bindings = readonly (readonly [prefix: string, namespace: string])[];

const text: TypeRef = { kind: 'string', nullable: true };

/** The root element as DataContractSerializer writes it, byte for byte; with `indent`, as the metadata pages show it. */
export function writeXml(value: unknown, type: TypeRef, contract: Contract, indent = ''): string {
  return new XmlWriter(contract, indent).root(value, type);
}

class XmlWriter {
  constructor(
    private readonly contract: Contract,
    private readonly indent: string,
  ) {}

  root(value: unknown, type: TypeRef): string {
    const { local, namespace } = typeName(type, this.contract);
    const bindings: Bindings = [
      ['', namespace],
      ['i', INSTANCE_NAMESPACE],
    ];
    const nil = value === null || value === undefined ? ' i:nil="true"' : '';
    const open = `${local} xmlns:i="${INSTANCE_NAMESPACE}"${nil} xmlns="${namespace}"`;
    return this.closed(open, local, nil ? '' : this.content(value, type, bindings, 1), 1);
  }

  private element(name: XmlName, value: unknown, type: TypeRef, outer: Bindings, depth: number): string {
    let bindings = outer;
    let prefix = prefixOf(name.namespace, outer);
    let defaultDeclaration = '';
    if (prefix === undefined) {
      prefix = '';
      defaultDeclaration = ` xmlns="${name.namespace}"`;
      bindings = [['', name.namespace], ...bindings];
    }
    const inner = contentNamespace(type, this.contract);
    let prefixDeclaration = '';
    if (inner !== undefined && prefixOf(inner, bindings) === undefined) {
      prefixDeclaration = ` xmlns:d${depth}p1="${inner}"`;
      bindings = [[`d${depth}p1`, inner], ...bindings];
    }
    const tag = prefix === '' ? name.local : `${prefix}:${name.local}`;
    const nil = value === null || value === undefined;
    const open = `${tag}${prefixDeclaration}${nil ? ' i:nil="true"' : ''}${defaultDeclaration}`;
    if (nil) return `<${open} />`;
    return this.closed(open, tag, this.content(value, type, bindings, depth), depth);
  }

  /** Text as one string, child elements as a list. */
  private content(value: unknown, type: TypeRef, bindings: Bindings, depth: number): string | readonly string[] {
    switch (type.kind) {
      case 'list': {
        const name = typeName(type.of, this.contract);
        const items = value as readonly unknown[];
        return items.map((item) => this.element(name, item, type.of, bindings, depth + 1));
      }
      case 'dictionary':
        return dictionaryEntries(value).map((entry) => {
          const key = this.element(dictionaryKeyName, entry.key, text, bindings, depth + 2);
          const item = this.element(dictionaryValueName, entry.value, text, bindings, depth + 2);
          const prefix = prefixOf(dictionaryEntryName.namespace, bindings);
          const tag = prefix ? `${prefix}:${dictionaryEntryName.local}` : dictionaryEntryName.local;
          return this.closed(tag, tag, [key, item], depth + 1);
        });
      case 'dto': {
        const members = membersInXmlOrder(dtoNamed(this.contract, type.name), this.contract);
        const values = value as Readonly<Record<string, unknown>>;
        return members.map(({ member, name }) =>
          this.element(name, values[member.name], member.type, bindings, depth + 1),
        );
      }
      default:
        return escapeText(wireText(value));
    }
  }

  private closed(open: string, tag: string, content: string | readonly string[], depth: number): string {
    if (typeof content === 'string') return `<${open}>${content}</${tag}>`;
    if (content.length === 0) return `<${open} />`;
    if (this.indent === '') return `<${open}>${content.join('')}</${tag}>`;
    const lead = `\n${this.indent.repeat(depth - 1)}`;
    return `<${open}>${content.map((child) => lead + this.indent + child).join('')}${lead}</${tag}>`;
  }
}

function prefixOf(namespace: string, bindings: Bindings): string | undefined {
  const found = bindings.find(([, bound]) => bound === namespace)?.[0];
  const shadowed = found !== undefined && bindings.find(([prefix]) => prefix === found)?.[1] !== namespace;
  return shadowed ? undefined : found;
}

/**
 * `&`, `<` and `>` get their names. What XML 1.0 has no place for, and `\r`, which a reader would take for a line end,
 * become references, as .NET writes them.
 */
function escapeText(value: string): string {
  return value.replace(/[&<>]|[^\t\n\u0020-\uFFFD]/g, (character) => {
    return names[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
