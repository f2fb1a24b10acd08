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

describe('the tables of a session', () => {
  it('have no unknown and no unreachable state', () => {
    expect(() => assertTransitionTables(Object.values(sessionStates))).not.toThrow();
  });

  it('have the states of the contract, all of them', () => {
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

it('every table of a session has its transitions written out', () => {
  expect(machines.map(([name]) => name)).toEqual(Object.keys(sessionStates));
});

describe.each(machines)('%s', (name, machine) => {
  const table: TransitionTable = sessionStates[name];

  it('begins in the states written out', () => {
    expect([...table.initial].sort()).toEqual([...machine.initial].sort());
  });

  it.each(transitions.pairsOf(machine))('%s -> %s %s', (from, to, outcome) => {
    expect(canTransition(table, from, to)).toBe(outcome !== 'is refused');
  });
});

describe('the check of a table', () => {
  const malformed: [string, TransitionTable, string[]][] = [
    ['an unknown target', { name: 't', initial: ['A'], transitions: { A: ['B'] } }, ['t has no state B']],
    ['an unknown beginning', { name: 't', initial: ['A', 'Z'], transitions: { A: [] } }, ['t has no state Z']],
    [
      'states nothing leads to',
      { name: 't', initial: ['A'], transitions: { A: [], B: ['C'], C: ['B'] } },
      ['nothing leads to t B', 'nothing leads to t C'],
    ],
    ['a table without a beginning', { name: 't', initial: [], transitions: { A: ['A'] } }, ['nothing leads to t A']],
  ];
  it.each(malformed)('names %s', (_, table, issues) => {
    expect(findTableIssues(table)).toEqual(issues);
    expect(() => assertTransitionTables([table])).toThrow(issues[0]);
  });
});

it('a table is drawn with its beginnings, its moves and its ends', () => {
  expect(toMermaid(sessionStates.ended)).toBe(
    'stateDiagram-v2\n  [*] --> false\n  [*] --> true\n  false --> true\n  true --> [*]',
  );
});
