import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';
import type { TransitionTable } from './transition-table.ts';

/** A session may begin in any call state: calls are often recorded here that are under way elsewhere. */
const callState: TransitionTable<SessionCallState> = {
  name: 'callState',
  initial: ['Ringing', 'Connected', 'Hold', 'Passive', 'Disconnected'],
  transitions: {
    Ringing: ['Connected', 'Passive', 'Disconnected'],
    // back to Ringing: redirected to somebody who has yet to answer
    Connected: ['Hold', 'Passive', 'Ringing', 'Disconnected'],
    Hold: ['Connected', 'Passive', 'Ringing', 'Disconnected'],
    Passive: ['Connected', 'Hold', 'Ringing', 'Disconnected'],
    Disconnected: [],
  },
};

const dialState: TransitionTable<SessionDialState> = {
  name: 'dialState',
  initial: ['None', 'Active'],
  transitions: { None: ['Active'], Active: ['None'] },
};

const queueState: TransitionTable<SessionQueueStates> = {
  name: 'queueState',
  initial: ['None'],
  transitions: {
    None: ['Queued'],
    Queued: ['Ringing', 'Connected', 'None', 'Disconnected'],
    Ringing: ['Connected', 'Queued', 'None', 'Disconnected'],
    Connected: ['Hold', 'Queued', 'None', 'Disconnected'],
    Hold: ['Connected', 'Queued', 'None', 'Disconnected'],
    Disconnected: [],
  },
};

const holdReason: TransitionTable<SessionHoldReasons> = {
  name: 'holdReason',
  initial: ['None'],
  transitions: { None: ['Transferring'], Transferring: ['None'] },
};

const memberCallState: TransitionTable<SessionMemberCallState> = {
  name: 'members.callState',
  initial: ['None', 'Ringing', 'Connected', 'Hold'],
  transitions: {
    None: ['Ringing', 'Connected'],
    Ringing: ['Connected', 'None'],
    Connected: ['Hold', 'Ringing', 'None'],
    Hold: ['Connected', 'Ringing', 'None'],
  },
};

const ended: TransitionTable<'false' | 'true'> = {
  name: 'ended',
  initial: ['false', 'true'],
  transitions: { false: ['true'], true: [] },
};

/** Every state of a session and of its members. */
export const sessionStates = { callState, dialState, queueState, holdReason, memberCallState, ended } as const;
