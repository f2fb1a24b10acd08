/** The states of one field, those it may begin in, and every transition, written out: `from -> to`. */
export interface Transitions<State extends string> {
  readonly states: readonly State[];
  readonly initial: readonly State[];
  readonly allowed: readonly `${State} -> ${State}`[];
}

const transitions = <State extends string>(machine: Transitions<State>): Transitions<State> => machine;

export const callState = transitions({
  states: ['Disconnected', 'Ringing', 'Connected', 'Hold', 'Passive'],
  initial: ['Disconnected', 'Ringing', 'Connected', 'Hold', 'Passive'],
  allowed: [
    'Ringing -> Connected',
    'Ringing -> Passive',
    'Ringing -> Disconnected',
    'Connected -> Hold',
    'Connected -> Passive',
    'Connected -> Ringing',
    'Connected -> Disconnected',
    'Hold -> Connected',
    'Hold -> Passive',
    'Hold -> Ringing',
    'Hold -> Disconnected',
    'Passive -> Connected',
    'Passive -> Hold',
    'Passive -> Ringing',
    'Passive -> Disconnected',
  ],
});

export const dialState = transitions({
  states: ['None', 'Active'],
  initial: ['None', 'Active'],
  allowed: ['None -> Active', 'Active -> None'],
});

export const queueState = transitions({
  states: ['None', 'Queued', 'Ringing', 'Connected', 'Hold', 'Disconnected'],
  initial: ['None'],
  allowed: [
    'None -> Queued',
    'Queued -> Ringing',
    'Queued -> Connected',
    'Queued -> None',
    'Queued -> Disconnected',
    'Ringing -> Connected',
    'Ringing -> Queued',
    'Ringing -> None',
    'Ringing -> Disconnected',
    'Connected -> Hold',
    'Connected -> Queued',
    'Connected -> None',
    'Connected -> Disconnected',
    'Hold -> Connected',
    'Hold -> Queued',
    'Hold -> None',
    'Hold -> Disconnected',
  ],
});

export const holdReason = transitions({
  states: ['None', 'Transferring'],
  initial: ['None'],
  allowed: ['None -> Transferring', 'Transferring -> None'],
});

export const memberCallState = transitions({
  states: ['None', 'Ringing', 'Connected', 'Hold'],
  initial: ['None', 'Ringing', 'Connected', 'Hold'],
  allowed: [
    'None -> Ringing',
    'None -> Connected',
    'Ringing -> Connected',
    'Ringing -> None',
    'Connected -> Hold',
    'Connected -> Ringing',
    'Connected -> None',
    'Hold -> Connected',
    'Hold -> Ringing',
    'Hold -> None',
  ],
});

export const ended = transitions({ states: ['false', 'true'], initial: ['false', 'true'], allowed: ['false -> true'] });

/** What a request for a state ends in: it is in that state already, gets there, or is refused. */
export type Outcome = 'stays' | 'moves' | 'is refused';

/** Every pair of states, and what becomes of a request to go from the first to the second. */
export function pairsOf<State extends string>({ states, allowed }: Transitions<State>): [State, State, Outcome][] {
  return states.flatMap((from) =>
    states.map((to): [State, State, Outcome] => {
      if (from === to) return [from, to, 'stays'];
      return [from, to, allowed.includes(`${from} -> ${to}`) ? 'moves' : 'is refused'];
    }),
  );
}
