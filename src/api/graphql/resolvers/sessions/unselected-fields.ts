import { type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql';
import type { HeavySessionField } from '../../../../domain/sessions/list-repository.ts';

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const heavyFields: readonly HeavySessionField[] = ['log', 'members'];
const cache = new WeakMap<FieldNode, readonly HeavySessionField[]>();

/**
 * Lists the heavy session fields that a selection does not contain at any depth, by field name only: types and
 * directives are ignored. The result is cached by field node.
 */
export function unselectedFields({ fieldNodes, fragments }: Selected): readonly HeavySessionField[] {
  // a field with several nodes is not cached: variables decide which of the nodes apply
  const [node] = fieldNodes.length === 1 ? fieldNodes : [];
  const before = node && cache.get(node);
  if (before) return before;
  const selected = namesBelow(fieldNodes, fragments);
  const unselected = heavyFields.filter((part) => !selected.has(part));
  if (node) cache.set(node, unselected);
  return unselected;
}

/** Returns the names of all fields below a selection, at any depth. */
export function namesBelow(nodes: Selected['fieldNodes'], fragments: Selected['fragments']): ReadonlySet<string> {
  const names = new Set<string>();
  const followed = new Set<string>();
  const visitSelections = (node: FieldNode | Selected['fragments'][string]): void => {
    visit(node, {
      [Kind.FIELD]: ({ name }) => void names.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name: { value } }) => {
        const fragment = fragments[value];
        if (!fragment || followed.has(value)) return;
        followed.add(value);
        visitSelections(fragment);
      },
    });
  };
  for (const node of nodes) visitSelections(node);
  return names;
}
