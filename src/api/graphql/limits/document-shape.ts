import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { QueryLimits } from './query-limits.ts';

/**
 * Upper bounds on definitions per document and directives per node. Clients stay far below them, and some validation
 * rules of graphql-js compare each pair.
 */
const maxDefinitions = 100;
const maxDirectivesPerNode = 5;

export type LimitViolation = { readonly limit: keyof QueryLimits; readonly allowed: number; readonly what: string };

/** Finds the limits that a document exceeds. Visits each part of the document once, even if fragments nest. */
export function findViolations(document: DocumentNode, limits: QueryLimits): LimitViolation[] {
  const counter = new DocumentCounter();
  for (const definition of document.definitions) counter.definition(definition as FragmentDefinitionNode);
  const { aliases, duplicates, directives, listValues, maxDirectivesOnNode } = counter;
  const found: LimitViolation[] = [];
  const check = (limit: keyof QueryLimits, count: number, what: string, allowed = limits[limit]): void => {
    if (count > allowed) found.push({ limit, allowed, what: what.replace('#', String(count)) });
  };
  check('tokens', document.definitions.length, 'The document has # operations and fragments', maxDefinitions);
  check('aliases', aliases, 'The document has # aliases');
  check('duplicates', duplicates, 'The document repeats # fields within the same selection set');
  check('directives', directives, 'The document has # directives');
  check('directives', maxDirectivesOnNode, 'A node of the document has # directives', maxDirectivesPerNode);
  check('listValues', listValues, 'A list in the document has # values');

  const measurer = new SelectionMeasurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, fields, size } = measurer.measure(definition.selectionSet);
    check('depth', depth, 'The operation is # levels deep');
    check('rootFields', fields, 'The operation has # root fields');
    // each field costs at least 0.1 points, so this lower bound refuses too costly operations before validation
    check('cost', Math.ceil(size / 10), 'The operation costs over # points');
  }
  return found;
}

/** Counts the parts of a document as written, without following fragment spreads. */
class DocumentCounter {
  aliases = 0;
  duplicates = 0;
  directives = 0;
  /** Length of the longest list. */
  listValues = 0;
  /** Number of directives on the node that has the most. */
  maxDirectivesOnNode = 0;

  definition(node: FragmentDefinitionNode | OperationDefinitionNode): void {
    this.#directives(node.directives);
    for (const variable of node.variableDefinitions ?? []) {
      this.#directives(variable.directives);
      if (variable.defaultValue) this.#value(variable.defaultValue);
    }
    // type definitions have no selections; a validation rule of graphql-js refuses them later
    if (node.selectionSet) this.#selections(node.selectionSet);
  }

  #selections({ selections }: SelectionSetNode): void {
    const names = new Set<string>();
    let fields = 0;
    for (const selection of selections) {
      this.#directives(selection.directives);
      if (selection.kind === Kind.FIELD) {
        fields += 1;
        if (selection.alias) this.aliases += 1;
        names.add((selection.alias ?? selection.name).value);
        this.#arguments(selection.arguments);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) this.#selections(selection.selectionSet);
    }
    this.duplicates += fields - names.size;
  }

  #directives(directives: readonly DirectiveNode[] = []): void {
    this.directives += directives.length;
    this.maxDirectivesOnNode = Math.max(this.maxDirectivesOnNode, directives.length);
    for (const directive of directives) this.#arguments(directive.arguments);
  }

  #arguments(given: readonly ArgumentNode[] = []): void {
    for (const { value } of given) this.#value(value);
  }

  #value(value: ValueNode): void {
    if (value.kind === Kind.LIST) {
      this.listValues = Math.max(this.listValues, value.values.length);
      for (const item of value.values) this.#value(item);
    }
    if (value.kind === Kind.OBJECT) for (const field of value.fields) this.#value(field.value);
  }
}

interface SelectionSize {
  readonly depth: number;
  /** Fields of the selection itself, including those of its fragments. */
  readonly fields: number;
  /** Fields at every depth; a fragment counts each time it is spread. */
  readonly size: number;
}

const nothing: SelectionSize = { depth: 0, fields: 0, size: 0 };

/** Measures depth and size of selections, fragments included. Each fragment is measured once; a cycle counts 0. */
class SelectionMeasurer {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, SelectionSize>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  measure({ selections }: SelectionSetNode): SelectionSize {
    let depth = 0;
    let fields = 0;
    let size = 0;
    for (const selection of selections) {
      const measured = this.#selection(selection);
      depth = Math.max(depth, measured.depth);
      fields += measured.fields;
      size += measured.size;
    }
    return { depth, fields, size };
  }

  #selection(selection: SelectionNode): SelectionSize {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.measure(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    const isIntrospection = selection.name.value === '__schema' || selection.name.value === '__type';
    // tools nest introspection deeply, and graphql-js limits its depth by a rule of its own
    const inside = selection.selectionSet && !isIntrospection ? this.measure(selection.selectionSet) : nothing;
    return { depth: inside.depth + 1, fields: 1, size: inside.size + 1 };
  }

  #fragment(name: string): SelectionSize {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return nothing;
    this.#known.set(name, nothing);
    const measured = this.measure(fragment.selectionSet);
    this.#known.set(name, measured);
    return measured;
  }
}
