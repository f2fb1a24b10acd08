import { type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql';
import type { SessionPart } from '../sessions/session-list-repository.ts';

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const parts: readonly SessionPart[] = ['log', 'members'];
const known = new WeakMap<FieldNode, readonly SessionPart[]>();

/** @returns what of sessions no field below these has the name of, directives and types aside; looked for once in each document */
export function unaskedParts({ fieldNodes, fragments }: Selected): readonly SessionPart[] {
  // where a field stands in several places, variables say which of them count
  const [node] = fieldNodes.length === 1 ? fieldNodes : [];
  const before = node && known.get(node);
  if (before) return before;
  const asked = namesBelow(fieldNodes, fragments);
  const unasked = parts.filter((part) => !asked.has(part));
  if (node) known.set(node, unasked);
  return unasked;
}

function namesBelow(nodes: Selected['fieldNodes'], fragments: Selected['fragments']): ReadonlySet<string> {
  const names = new Set<string>();
  const followed = new Set<string>();
  const look = (node: FieldNode | Selected['fragments'][string]): void => {
    visit(node, {
      [Kind.FIELD]: ({ name }) => void names.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name: { value } }) => {
        const fragment = fragments[value];
        if (!fragment || followed.has(value)) return;
        followed.add(value);
        look(fragment);
      },
    });
  };
  for (const node of nodes) look(node);
  return names;
}
