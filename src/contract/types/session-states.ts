import { registerEnumType } from 'type-graphql';

export enum SessionDialState {
  None = 'None',
  Active = 'Active',
}

registerEnumType(SessionDialState, {
  name: 'SessionDialState',
  description: 'Whether the session is dialing',
  valuesConfig: {
    None: { description: 'Not dialing' },
    Active: { description: 'Dialing its destination' },
  },
});

export enum SessionCallState {
  Disconnected = 'Disconnected',
  Ringing = 'Ringing',
  Connected = 'Connected',
  Hold = 'Hold',
  Passive = 'Passive',
}

registerEnumType(SessionCallState, {
  name: 'SessionCallState',
  description: 'The call state of a session',
  valuesConfig: {
    Disconnected: { description: 'Over' },
    Ringing: { description: 'Not answered yet' },
    Connected: { description: 'Under way' },
    Hold: { description: 'On hold' },
    Passive: { description: 'Under way without anyone talking on it' },
  },
});

export enum SessionQueueStates {
  None = 'None',
  Queued = 'Queued',
  Ringing = 'Ringing',
  Connected = 'Connected',
  Hold = 'Hold',
  Disconnected = 'Disconnected',
}

registerEnumType(SessionQueueStates, {
  name: 'SessionQueueStates',
  description: 'Where a session stands in a queue',
  valuesConfig: {
    None: { description: 'In no queue' },
    Queued: { description: 'Waiting in the queue' },
    Ringing: { description: 'Offered to a queue member' },
    Connected: { description: 'Answered by a queue member' },
    Hold: { description: 'Put on hold by a queue member' },
    Disconnected: { description: 'Left the queue by hanging up' },
  },
});

export enum SessionHoldReasons {
  None = 'None',
  Transferring = 'Transferring',
}

registerEnumType(SessionHoldReasons, {
  name: 'SessionHoldReasons',
  description: 'Why a session is on hold',
  valuesConfig: {
    None: { description: 'No reason was given' },
    Transferring: { description: 'It is being transferred' },
  },
});

export enum SessionDirections {
  Incoming = 'Incoming',
  Outgoing = 'Outgoing',
}

registerEnumType(SessionDirections, {
  name: 'SessionDirections',
  description: 'Which side started a session',
  valuesConfig: {
    Incoming: { description: 'It came in from outside' },
    Outgoing: { description: 'It was started here' },
  },
});
