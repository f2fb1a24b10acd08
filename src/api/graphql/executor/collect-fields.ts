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

/** The operation uses something that only graphql-js supports. */
export class NotCompilableError extends Error {}

/** A field of a response, with all its places in the document. */
export interface CollectedField {
  readonly responseKey: string;
  readonly nodes: readonly FieldNode[];
  /** Indices into the conditions of the document; all must hold. */
  readonly conditions: readonly number[];
}

/** Holds if the variable, a boolean, has this value. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** Collects the fields that a selection has for a type, through fragments: once, where graphql-js does so for each request. */
export class FieldCollector {
  /** The conditions of `@skip` and `@include` that depend on variables. */
  readonly conditions: Condition[] = [];
  readonly #schema: GraphQLSchema;
  /** The fragments of the document, by name. */
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = Object.assign(Object.create(null), ...fragments.map((node) => ({ [node.name.value]: node })));
  }

  /** @throws NotCompilableError where the position of a field in the response depends on variables */
  fieldsOf(type: GraphQLObjectType, selections: readonly SelectionSetNode[]): CollectedField[] {
    const found = new Map<string, CollectedField>();
    const visited = new Set<string>();
    const collect = (selection: SelectionNode, outer: readonly number[]): void => {
      const conditions = this.#conditionsOf(selection.directives, outer);
      if (conditions === null) return;
      if (selection.kind === Kind.FIELD) {
        add(found, selection, conditions);
        return;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragment(selection.name.value) : selection;
      if (selection.kind === Kind.FRAGMENT_SPREAD && conditions.length === 0) {
        if (visited.has(selection.name.value)) return;
        visited.add(selection.name.value);
      }
      if (!this.#applies(type, fragment.typeCondition?.name.value)) return;
      for (const inner of fragment.selectionSet.selections) collect(inner, conditions);
    };
    for (const set of selections) for (const selection of set.selections) collect(selection, []);
    return [...found.values()];
  }

  #fragment(name: string): FragmentDefinitionNode {
    const fragment = this.fragments[name];
    if (!fragment) throw new NotCompilableError(`no fragment ${name}`);
    return fragment;
  }

  #applies(type: GraphQLObjectType, typeCondition: string | undefined): boolean {
    if (typeCondition === undefined || typeCondition === type.name) return true;
    const condition = this.#schema.getType(typeCondition);
    return isAbstractType(condition) && this.#schema.isSubType(condition, type);
  }

  /** @returns the conditions of a selection, outer ones included; `null` if it is never selected */
  #conditionsOf(directives: readonly DirectiveNode[] = [], outer: readonly number[]): readonly number[] | null {
    const conditions = [...outer];
    for (const { name, arguments: [argument] = [] } of directives) {
      const expected = name.value === 'include';
      if ((!expected && name.value !== 'skip') || !argument) {
        throw new NotCompilableError(`the directive ${name.value}`);
      }
      const { value } = argument;
      if (value.kind === Kind.BOOLEAN && value.value !== expected) return null;
      if (value.kind === Kind.VARIABLE) {
        conditions.push(this.#condition({ variable: value.name.value, value: expected }));
      }
    }
    return conditions;
  }

  #condition(condition: Condition): number {
    const { variable, value } = condition;
    const known = this.conditions.findIndex((one) => one.variable === variable && one.value === value);
    return known === -1 ? this.conditions.push(condition) - 1 : known;
  }
}

function add(found: Map<string, CollectedField>, node: FieldNode, conditions: readonly number[]): void {
  const responseKey = (node.alias ?? node.name).value;
  const known = found.get(responseKey);
  if (known && known.conditions.length + conditions.length > 0) {
    throw new NotCompilableError(`${responseKey} is selected several times, with conditions`);
  }
  found.set(responseKey, { responseKey, nodes: [...(known?.nodes ?? []), node], conditions });
}
