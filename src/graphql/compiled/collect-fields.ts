import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What is left to graphql-js, which has a way for everything. */
export class NotCompilable extends Error {}

/** A field of an answer and all the places of the document that ask for it. */
export interface CollectedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  /** Counted from 0 among the document's conditions; all must hold. */
  readonly when: readonly number[];
}

/** That a variable, which is a boolean, has this value. */
export interface Condition {
  readonly variable: string;
  readonly holds: boolean;
}

/** Finds which fields of a type a selection asks for, fragments followed, as graphql-js does for each request. */
export class FieldCollector {
  /** What `@skip` and `@include` ask of the variables. */
  readonly conditions: Condition[] = [];
  readonly #schema: GraphQLSchema;
  /** Of the document, by their names. */
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = Object.assign(Object.create(null), ...fragments.map((node) => ({ [node.name.value]: node })));
  }

  /** @throws NotCompilable where the place of a field in the answer depends on variables */
  fieldsOf(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): CollectedField[] {
    const found = new Map<string, CollectedField>();
    const visited = new Set<string>();
    const look = (selection: SelectionNode, outer: readonly number[]): void => {
      const when = this.#conditionsOf(selection.directives, outer);
      if (when === null) return;
      if (selection.kind === Kind.FIELD) {
        add(found, selection, when);
        return;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#spread(selection.name.value) : selection;
      if (selection.kind === Kind.FRAGMENT_SPREAD && when.length === 0) {
        if (visited.has(selection.name.value)) return;
        visited.add(selection.name.value);
      }
      if (!this.#isOf(type, fragment.typeCondition?.name.value)) return;
      for (const inner of fragment.selectionSet.selections) look(inner, when);
    };
    for (const set of selections) for (const selection of set.selections) look(selection, []);
    return [...found.values()];
  }

  #spread(name: string): FragmentDefinitionNode {
    const fragment = this.fragments[name];
    if (!fragment) throw new NotCompilable(`no fragment ${name}`);
    return fragment;
  }

  #isOf(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.#schema.getType(condition);
    return isAbstractType(wanted) && this.#schema.isSubType(wanted, type);
  }

  /** @returns what must hold for the selection to count; `null` if it never does */
  #conditionsOf(directives: readonly DirectiveNode[] = [], outer: readonly number[]): readonly number[] | null {
    const when = [...outer];
    for (const { name, arguments: [condition] = [] } of directives) {
      const holds = name.value === 'include';
      if ((!holds && name.value !== 'skip') || !condition) throw new NotCompilable(`the directive ${name.value}`);
      const { value } = condition;
      if (value.kind === Kind.BOOLEAN && value.value !== holds) return null;
      if (value.kind === Kind.VARIABLE) when.push(this.#condition({ variable: value.name.value, holds }));
    }
    return when;
  }

  #condition(wanted: Condition): number {
    const known = this.conditions.findIndex((one) => one.variable === wanted.variable && one.holds === wanted.holds);
    return known === -1 ? this.conditions.push(wanted) - 1 : known;
  }
}

function add(found: Map<string, CollectedField>, node: FieldNode, when: readonly number[]): void {
  const key = (node.alias ?? node.name).value;
  const known = found.get(key);
  if (known && known.when.length + when.length > 0) throw new NotCompilable(`${key} stands in several places`);
  found.set(key, { key, nodes: [...(known?.nodes ?? []), node], when });
}
