import type { SessionCommandService } from '../../../domain/sessions/command-service.ts';
import type { DeleteSessionsService } from '../../../domain/sessions/delete-sessions-service.ts';
import type { NewSessionService } from '../../../domain/sessions/new-session-service.ts';
import type { SessionRequest } from '../../../domain/sessions/request.ts';
import type { SessionInfo } from '../../contract/types/sessions/info.ts';
import { toSessionInfo } from '../../loaders/session-relations.ts';
import { parseIfMatch } from '../server/entity-tag.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { changesOf } from './crud-handlers.ts';
import type { OperationHandler } from './operation-handler.ts';

export interface SessionCommandServices {
  readonly newSessions: NewSessionService;
  readonly commands: SessionCommandService;
  readonly deletions: DeleteSessionsService;
}

/** Handlers of the operations on existing sessions, and of outgoing calls. */
export function sessionCommandHandlers({ newSessions, commands, deletions }: SessionCommandServices) {
  const change =
    <Request extends { readonly id: string }>(
      toSessionRequest: (request: Request) => SessionRequest,
    ): OperationHandler<Request, SessionInfo> =>
    async (context, request, { ifMatch }) => {
      const expected = parseIfMatch(ifMatch);
      const session = await commands.change(context.principal, request.id, toSessionRequest(request), expected);
      return toSessionInfo(session, context.loaders);
    };

  return {
    PatchSession: change((request) => ({ kind: 'patch', ...changesOf(request) })),
    EndSession: change((request) => ({ kind: 'end', ...request })),
    HoldSession: change((request) => ({ kind: 'hold', ...request })),
    ResumeSession: change(() => ({ kind: 'resume' })),
    RedirectSession: change((request) => ({ kind: 'redirect', ...request })),
    RejectSession: change(() => ({ kind: 'reject' })),
    RecordSession: change((request) => ({ kind: 'record', ...request })),
    AddSessionLog: change((request) => ({ kind: 'addLog', ...request })),
    InviteSessionMember: change((request) => ({ kind: 'invite', ...request })),
    RemoveSessionMember: change((request) => ({ kind: 'removeMember', ...request })),
    StartConference: change((request) => ({ kind: 'startConference', ...request })),
    AddConferenceMember: change((request) => ({ kind: 'addConferenceMember', ...request })),
    PatchConferenceMember: change((request) => ({ kind: 'patchConferenceMember', ...request })),

    async NewOutgoingSession(context, request, { idempotencyKey }) {
      const options = { accountId: context.accountId, idempotencyKey };
      const { session, replayed } = await newSessions.createOutgoing(context.principal, request, options);
      context.idempotentReplay = replayed;
      return toSessionInfo(session, context.loaders);
    },

    async DeleteSessions(context, request) {
      return deletions.delete(context, request);
    },
  } satisfies Partial<OperationHandlers>;
}
