/** The states of a field, its initial states and its legal transitions. */
export interface TransitionTable<S extends string = string> {
  /** Name of the session field that holds the state. */
  readonly name: string;
  readonly initial: readonly S[];
  /** Legal next states of each state; a state without any is final. */
  readonly transitions: Readonly<Record<S, readonly S[]>>;
}

/** Returns whether a transition is legal. Staying in the same state always is. */
export function canTransition<S extends string>(table: TransitionTable<S>, from: S, to: S): boolean {
  // a state of a newer server has no transitions here
  const next: readonly S[] | undefined = table.transitions[from];
  return from === to || next?.includes(to) === true;
}

/**
 * Finds undefined and unreachable states.
 * @returns one message for each of them
 */
export function findTableIssues({ name, initial, transitions }: TransitionTable): string[] {
  const known = new Set(Object.keys(transitions));
  const named = [...initial, ...Object.values(transitions).flat()];
  const unknown = [...new Set(named)].filter((state) => !known.has(state));
  const reached = new Set(initial);
  // iterating over a set also visits elements added meanwhile
  for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
  const unreachable = [...known].filter((state) => !reached.has(state));
  return [
    ...unknown.map((state) => `${name} has no state ${state}`),
    ...unreachable.map((state) => `no transition leads to ${name} ${state}`),
  ];
}

/**
 * Validates transition tables when the server starts.
 * @throws Error with all issues, which stops the start
 */
export function assertTransitionTables(tables: readonly TransitionTable[]): void {
  const issues = tables.flatMap(findTableIssues);
  if (issues.length > 0) throw new Error(`invalid transition tables: ${issues.join('; ')}`);
}
