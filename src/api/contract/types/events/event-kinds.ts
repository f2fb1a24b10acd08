import { registerEnumType } from 'type-graphql';
import { SessionEventKinds, SessionMemberChanges } from '../../../../domain/sessions/pending-event.ts';

export { SessionEventKinds, SessionMemberChanges };

registerEnumType(SessionEventKinds, {
  name: 'SessionEventKinds',
  description: 'The kind of a session event. Each kind has an object type of the same name.',
  valuesConfig: {
    SessionCreated: { description: 'The session was created' },
    SessionChanged: { description: 'Fields of the session were changed' },
    SessionEnded: { description: 'The session ended. Preceded by a SessionChanged event with the changed fields.' },
    SessionLogAdded: { description: 'An entry was added to the log without any other change' },
    SessionMessageSent: { description: 'A message was sent in the session' },
    SessionMemberChanged: { description: 'Members joined, left or changed' },
  },
});

registerEnumType(SessionMemberChanges, {
  name: 'SessionMemberChanges',
  description: 'The change of a session member',
  valuesConfig: {
    Joined: { description: 'The member joined the session' },
    Left: { description: 'The member left the session' },
    Changed: { description: 'The state or role of the member changed' },
  },
});
