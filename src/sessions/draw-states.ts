import type { StateTable } from './state-table.ts';

/** A table as a Mermaid state diagram. */
export function drawStates({ initial, moves }: StateTable): string {
  const arrows = Object.entries(moves).flatMap(([from, targets]) =>
    targets.length === 0 ? [`${from} --> [*]`] : targets.map((to) => `${from} --> ${to}`),
  );
  return [
    'stateDiagram-v2',
    ...[...initial.map((state) => `[*] --> ${state}`), ...arrows].map((line) => `  ${line}`),
  ].join('\n');
}
