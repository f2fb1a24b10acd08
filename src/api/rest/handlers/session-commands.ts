import type { ActiveCallService } from '../../../domain/sessions/active-call-service.ts';
import type { SessionCommandService } from '../../../domain/sessions/command-service.ts';
import type { DeleteSessionsService } from '../../../domain/sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../../../domain/sessions/new-session-service.ts';
import type { PatchRequest, SessionRequest } from '../../../domain/sessions/request.ts';
import { toCallInfo } from '../../contract/call-info-view.ts';
import type { SessionInfo } from '../../contract/types/sessions/info.ts';
import type { PatchSession } from '../../contract/types/sessions/patch-session.ts';
import { toSessionInfo } from '../../loaders/session-relations.ts';
import { parseIfMatch } from '../server/entity-tag.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import type { OperationHandler } from './operation-handler.ts';

export interface SessionCommandServices {
  readonly newSessions: NewSessionService;
  readonly commands: SessionCommandService;
  readonly deletions: DeleteSessionsService;
  readonly activeCalls: ActiveCallService;
}

/** Handlers of the operations on existing sessions, and of calls. */
export function sessionCommandHandlers(services: SessionCommandServices) {
  const { newSessions, commands, deletions, activeCalls } = services;
  const change =
    <Request extends { readonly sessionId: string }>(
      toSessionRequest: (request: Request) => SessionRequest,
    ): OperationHandler<Request, SessionInfo> =>
    async (context, request, { ifMatch }) => {
      const expected = parseIfMatch(ifMatch);
      const session = await commands.change(context.principal, request.sessionId, toSessionRequest(request), expected);
      return toSessionInfo(session, context.loaders);
    };

  return {
    PatchSession: change((request) => ({ kind: 'patch', ...patchOf(request) })),
    EndSession: change((request) => ({ kind: 'end', ...request })),
    HoldSession: change((request) => ({ kind: 'hold', ...request })),
    ResumeSession: change(() => ({ kind: 'resume' })),
    RedirectSession: change((request) => ({ kind: 'redirect', ...request })),
    RejectSession: change(() => ({ kind: 'reject' })),
    RecordSession: change((request) => ({ kind: 'record', ...request })),
    AddSessionLog: change((request) => ({ kind: 'addLog', ...request })),
    InviteChatMember: change((request) => ({ kind: 'invite', ...request })),
    DeleteChatMember: change((request) => ({ kind: 'removeMember', ...request })),
    StartConference: change((request) => ({ kind: 'startConference', ...request })),
    AddConferenceMember: change((request) => ({ kind: 'addConferenceMember', ...request })),
    PatchConferenceMember: change((request) => ({ kind: 'patchConferenceMember', ...request })),

    async NewOutgoingSession(context, request, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      const { replayed } = await newSessions.createOutgoing(context.principal, request, options);
      context.idempotentReplay = replayed;
    },

    async GetActiveCalls({ principal }, { accountId = null }) {
      return { calls: (await activeCalls.list(principal, accountId)).map(toCallInfo) };
    },

    async DeleteSessions(context, request) {
      return deletions.delete(context, request);
    },
  } satisfies Partial<OperationHandlers>;
}

/** Returns the changes of a patch: all members except null ones, because ServiceStack requests cannot send null. */
function patchOf({ sessionId: _, ...members }: PatchSession): PatchRequest {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
