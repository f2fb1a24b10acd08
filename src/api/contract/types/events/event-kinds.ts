import { registerEnumType } from 'type-graphql';
import { SessionEventKinds, SessionMemberChanges } from '../../../../domain/sessions/pending-event.ts';

export { SessionEventKinds, SessionMemberChanges };

registerEnumType(SessionEventKinds, {
  name: 'SessionEventKinds',
  description: 'What can happen to a session; each kind has a type of its own, of the same name',
  valuesConfig: {
    SessionCreated: { description: 'It was created' },
    SessionChanged: { description: 'Fields of it were changed' },
    SessionEnded: { description: 'It ended; what changed by that was told right before' },
    SessionLogAdded: { description: 'An entry was added to its log, and nothing else happened' },
    SessionMessageSent: { description: 'A message was sent in it' },
    SessionMemberChanged: { description: 'Members joined, left or changed' },
  },
});

registerEnumType(SessionMemberChanges, {
  name: 'SessionMemberChanges',
  description: 'What can happen to a member of a session',
  valuesConfig: {
    Joined: { description: 'Takes part from now on' },
    Left: { description: 'Takes part no longer' },
    Changed: { description: 'Still takes part, but in another state or role' },
  },
});
