import { describe, expect, it } from 'vitest';
import {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from '../../src/domain/sessions/enums.ts';
import { sessionStates } from '../../src/domain/sessions/states.ts';
import { toMermaid } from '../../src/domain/sessions/to-mermaid.ts';
import {
  assertTransitionTables,
  canTransition,
  findTableIssues,
  type TransitionTable,
} from '../../src/domain/sessions/transition-table.ts';
import type { Transitions } from '../support/session-transitions.ts';
import * as transitions from '../support/session-transitions.ts';

describe('the transition tables of a session', () => {
  it('have no unknown or unreachable state', () => {
    expect(() => assertTransitionTables(Object.values(sessionStates))).not.toThrow();
  });

  it('have exactly the states of the contract', () => {
    const { callState, dialState, queueState, holdReason, memberCallState } = sessionStates;
    expect(Object.keys(callState.transitions).sort()).toEqual(Object.keys(SessionCallState).sort());
    expect(Object.keys(dialState.transitions).sort()).toEqual(Object.keys(SessionDialState).sort());
    expect(Object.keys(queueState.transitions).sort()).toEqual(Object.keys(SessionQueueStates).sort());
    expect(Object.keys(holdReason.transitions).sort()).toEqual(Object.keys(SessionHoldReasons).sort());
    expect(Object.keys(memberCallState.transitions).sort()).toEqual(Object.keys(SessionMemberCallState).sort());
  });
});

const machines: [keyof typeof sessionStates, Transitions<string>][] = [
  ['callState', transitions.callState],
  ['dialState', transitions.dialState],
  ['queueState', transitions.queueState],
  ['holdReason', transitions.holdReason],
  ['memberCallState', transitions.memberCallState],
  ['ended', transitions.ended],
];

it('the expected transitions cover every table', () => {
  expect(machines.map(([name]) => name)).toEqual(Object.keys(sessionStates));
});

describe.each(machines)('%s', (name, machine) => {
  const table: TransitionTable = sessionStates[name];

  it('has the expected initial states', () => {
    expect([...table.initial].sort()).toEqual([...machine.initial].sort());
  });

  it.each(transitions.pairsOf(machine))('%s -> %s %s', (from, to, outcome) => {
    expect(canTransition(table, from, to)).toBe(outcome !== 'is refused');
  });
});

describe('the validation of a table', () => {
  const malformed: [string, TransitionTable, string[]][] = [
    ['an unknown target', { name: 't', initial: ['A'], transitions: { A: ['B'] } }, ['t has no state B']],
    ['an unknown initial state', { name: 't', initial: ['A', 'Z'], transitions: { A: [] } }, ['t has no state Z']],
    [
      'unreachable states',
      { name: 't', initial: ['A'], transitions: { A: [], B: ['C'], C: ['B'] } },
      ['no transition leads to t B', 'no transition leads to t C'],
    ],
    [
      'a table with no initial state',
      { name: 't', initial: [], transitions: { A: ['A'] } },
      ['no transition leads to t A'],
    ],
  ];
  it.each(malformed)('reports %s', (_, table, issues) => {
    expect(findTableIssues(table)).toEqual(issues);
    expect(() => assertTransitionTables([table])).toThrow(issues[0]);
  });
});

it('renders initial states, transitions and final states as Mermaid', () => {
  expect(toMermaid(sessionStates.ended)).toBe(
    'stateDiagram-v2\n  [*] --> false\n  [*] --> true\n  false --> true\n  true --> [*]',
  );
});
