import type {
  SessionCallState,
  SessionDialState,
  SessionHoldReasons,
  SessionMemberCallState,
  SessionQueueStates,
} from './enums.ts';
import type { StateTable } from './state-table.ts';

/** A session may begin in any call state: calls are often recorded here that are under way elsewhere. */
const callState: StateTable<SessionCallState> = {
  name: 'callState',
  initial: ['Ringing', 'Connected', 'Hold', 'Passive', 'Disconnected'],
  moves: {
    Ringing: ['Connected', 'Passive', 'Disconnected'],
    // back to Ringing: redirected to somebody who has yet to answer
    Connected: ['Hold', 'Passive', 'Ringing', 'Disconnected'],
    Hold: ['Connected', 'Passive', 'Ringing', 'Disconnected'],
    Passive: ['Connected', 'Hold', 'Ringing', 'Disconnected'],
    Disconnected: [],
  },
};

const dialState: StateTable<SessionDialState> = {
  name: 'dialState',
  initial: ['None', 'Active'],
  moves: { None: ['Active'], Active: ['None'] },
};

const queueState: StateTable<SessionQueueStates> = {
  name: 'queueState',
  initial: ['None'],
  moves: {
    None: ['Queued'],
    Queued: ['Ringing', 'Connected', 'None', 'Disconnected'],
    Ringing: ['Connected', 'Queued', 'None', 'Disconnected'],
    Connected: ['Hold', 'Queued', 'None', 'Disconnected'],
    Hold: ['Connected', 'Queued', 'None', 'Disconnected'],
    Disconnected: [],
  },
};

const holdReason: StateTable<SessionHoldReasons> = {
  name: 'holdReason',
  initial: ['None'],
  moves: { None: ['Transferring'], Transferring: ['None'] },
};

const memberCallState: StateTable<SessionMemberCallState> = {
  name: 'members.callState',
  initial: ['None', 'Ringing', 'Connected', 'Hold'],
  moves: {
    None: ['Ringing', 'Connected'],
    Ringing: ['Connected', 'None'],
    Connected: ['Hold', 'Ringing', 'None'],
    Hold: ['Connected', 'Ringing', 'None'],
  },
};

const ended: StateTable<'false' | 'true'> = {
  name: 'ended',
  initial: ['false', 'true'],
  moves: { false: ['true'], true: [] },
};

/** Every state of a session and of its members. */
export const sessionStates = { callState, dialState, queueState, holdReason, memberCallState, ended } as const;
