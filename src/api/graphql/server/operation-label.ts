import { Kind, type OperationDefinitionNode } from 'graphql';

const labels = new WeakMap<OperationDefinitionNode, string>();

/**
 * What a valid operation is counted as: its kind and its root field, such as `query sessions`. Clients name operations as they
 * like, the schema has only so many fields. @returns `query (several)` where there are more, or fragments
 */
export function operationLabel(definition: OperationDefinitionNode): string {
  const known = labels.get(definition);
  if (known !== undefined) return known;
  const { operation, selectionSet } = definition;
  const [first, ...rest] = selectionSet.selections;
  const isOne = rest.length === 0 && first?.kind === Kind.FIELD;
  const label = `${operation} ${isOne ? first.name.value : '(several)'}`;
  labels.set(definition, label);
  return label;
}
