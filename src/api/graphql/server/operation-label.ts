import { Kind, type OperationDefinitionNode } from 'graphql';

const labels = new WeakMap<OperationDefinitionNode, string>();

/**
 * Labels a valid operation for metrics and logs by kind and root field, such as `query sessions`. Operation names are
 * not used, because clients choose them freely and labels must have low cardinality.
 *
 * @returns `query (several)` for several root fields or a fragment
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
