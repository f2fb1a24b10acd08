import { completeSession } from '../contract/session-look-ups.ts';
import type { DeleteSessions } from '../contract/types/delete-sessions.ts';
import type { NewOutgoingSession } from '../contract/types/new-outgoing-session.ts';
import type { SendSessionMessage } from '../contract/types/session-note-requests.ts';
import type { DeleteSessionsService } from '../sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../sessions/new-session-service.ts';
import type { SessionLifeService } from '../sessions/session-life-service.ts';
import type { SessionMessageService } from '../sessions/session-message-service.ts';
import type { SessionRequest } from '../sessions/session-request.ts';
import { parseIfMatch } from './entity-tag.ts';
import type { OperationHandler } from './operation-handler.ts';

export interface SessionLifeServices {
  readonly newSessions: NewSessionService;
  readonly life: SessionLifeService;
  readonly messages: SessionMessageService;
  readonly deletions: DeleteSessionsService;
}

/** The operations on sessions that are there, and the outgoing call. Inputs are decoded by the contract of their classes. */
export function sessionLifeHandlers({ newSessions, life, messages, deletions }: SessionLifeServices) {
  const change =
    (kind: SessionRequest['kind']): OperationHandler =>
    async (context, { id, ...input }, { ifMatch }) => {
      // a .NET client sends what it does not set as null, so null says nothing here
      const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
      const request = { kind, ...said } as SessionRequest;
      const session = await life.change(context.principal, String(id), request, parseIfMatch(ifMatch));
      return completeSession(session, context.loaders);
    };

  return {
    PatchSession: change('patch'),
    EndSession: change('end'),
    HoldSession: change('hold'),
    ResumeSession: change('resume'),
    RedirectSession: change('redirect'),
    RejectSession: change('reject'),
    RecordSession: change('record'),
    AddSessionLog: change('addLog'),
    InviteSessionMember: change('invite'),
    RemoveSessionMember: change('removeMember'),
    StartConference: change('startConference'),
    AddConferenceMember: change('addConferenceMember'),
    PatchConferenceMember: change('patchConferenceMember'),

    async SendSessionMessage(context, input, { ifMatch, idempotencyKey }) {
      const options = { expected: parseIfMatch(ifMatch), idempotencyKey };
      const result = await messages.send(context.principal, input as unknown as SendSessionMessage, options);
      context.idempotentReplay = result.replayed;
      return result.message;
    },

    async NewOutgoingSession(context, input, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      const call = input as unknown as NewOutgoingSession;
      const { session, replayed } = await newSessions.createOutgoing(context.principal, call, options);
      context.idempotentReplay = replayed;
      return completeSession(session, context.loaders);
    },

    DeleteSessions(context, input) {
      return deletions.delete(context, input as unknown as DeleteSessions);
    },
  } satisfies Record<string, OperationHandler>;
}
