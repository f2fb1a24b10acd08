import {
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Validation rule that refuses `@skip` and `@include` on the root field of a subscription, as the GraphQL specification
 * does. The rule of graphql-js 16 about that field throws an error for them instead of reporting one.
 */
export function subscriptionRootRule(context: { reportError(error: GraphQLError): void }): ASTVisitor {
  return {
    Document(document) {
      const directives = rootConditions(document);
      if (directives.length === 0) return;
      const message = '@skip and @include are not allowed on the root field of a subscription.';
      context.reportError(new GraphQLError(message, { nodes: directives }));
      // `null` deletes the node from the traversal, so that no other rule visits the document
      return null;
    },
  };
}

function rootConditions(document: DocumentNode): DirectiveNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const found: DirectiveNode[] = [];
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      const conditions = selection.directives?.filter(({ name }) => name.value === 'skip' || name.value === 'include');
      found.push(...(conditions ?? []));
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD || visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) collect(fragment.selectionSet);
    }
  };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.operation !== OperationTypeNode.SUBSCRIPTION) continue;
    visited.clear();
    collect(node.selectionSet);
  }
  return found;
}
