import type { TransitionTable } from './transition-table.ts';

/** A table as a Mermaid state diagram. */
export function toMermaid({ initial, transitions }: TransitionTable): string {
  const arrows = Object.entries(transitions).flatMap(([from, targets]) =>
    targets.length === 0 ? [`${from} --> [*]`] : targets.map((to) => `${from} --> ${to}`),
  );
  return [
    'stateDiagram-v2',
    ...[...initial.map((state) => `[*] --> ${state}`), ...arrows].map((line) => `  ${line}`),
  ].join('\n');
}
