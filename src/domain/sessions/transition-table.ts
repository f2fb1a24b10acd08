/** Which states something can be in, which it may begin in, and where it may go from each. */
export interface TransitionTable<S extends string = string> {
  /** The field of the session that holds the state. */
  readonly name: string;
  readonly initial: readonly S[];
  /** A state with no way on is final. */
  readonly transitions: Readonly<Record<S, readonly S[]>>;
}

/** Whether a state may become another. Staying is no move, so it always may. */
export function canTransition<S extends string>(table: TransitionTable<S>, from: S, to: S): boolean {
  return from === to || table.transitions[from].includes(to);
}

/** @returns a sentence for every state that is named but not there, and for every one that nothing leads to */
export function findTableIssues({ name, initial, transitions }: TransitionTable): string[] {
  const known = new Set(Object.keys(transitions));
  const named = [...initial, ...Object.values(transitions).flat()];
  const unknown = [...new Set(named)].filter((state) => !known.has(state));
  const reached = new Set(initial);
  // a set that grows while it is walked: what is added is visited too
  for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
  const unreachable = [...known].filter((state) => !reached.has(state));
  return [
    ...unknown.map((state) => `${name} has no state ${state}`),
    ...unreachable.map((state) => `nothing leads to ${name} ${state}`),
  ];
}

/** @throws Error with every fault; meant to stop the start */
export function assertTransitionTables(tables: readonly TransitionTable[]): void {
  const issues = tables.flatMap(findTableIssues);
  if (issues.length > 0) throw new Error(`the states contradict themselves: ${issues.join('; ')}`);
}
