import { lazyProperties } from '../../../common/caching/lazy-properties.ts';
import type { AccountScope } from '../../../domain/directory/principal.ts';
import type { DirectoryReader } from '../../../domain/directory/repository.ts';
import type { SessionEvent } from '../../../domain/events/session-event.ts';
import type { MessageRepository } from '../../../domain/sessions/message-repository.ts';
import type { SessionRepository } from '../../../domain/sessions/repository.ts';
import type { RenderPayloads } from '../../../domain/webhooks/fan-out.ts';
import { type Contract, dtoNamed, type TypeRef } from '../../contract/model.ts';
import { type DirectoryLoaders, directoryLoaders } from '../../loaders/directory-loaders.ts';
import { toMessageInfos } from '../../loaders/message-relations.ts';
import { toSessionInfos } from '../../loaders/session-relations.ts';
import { json } from './json.ts';

export interface PayloadRendererDependencies {
  readonly sessions: Pick<SessionRepository, 'findByIds'>;
  readonly messages: Pick<MessageRepository, 'findByIds'>;
  readonly directory: DirectoryReader;
  readonly contract: Contract;
}

/**
 * Creates the renderer of webhook payloads. A payload has the members of the event and the current session in the
 * JSON of the REST API, without its log; for `SessionMessageSent` it also has the message. Deleted records are
 * omitted.
 */
export function createPayloadRenderer({
  sessions,
  messages,
  directory,
  contract,
}: PayloadRendererDependencies): RenderPayloads {
  const encoded = (name: string, value: object): unknown => {
    const type: TypeRef = { kind: 'dto', name: dtoNamed(contract, name).name, nullable: false };
    return JSON.parse(json.encode(value, type, contract));
  };
  const createLoaders = lazyProperties<{ readonly accounts: AccountScope }, DirectoryLoaders>(
    directoryLoaders(directory),
  );
  return async (events) => {
    // loaders cache records, so each batch of events has new ones and shows current names
    const loaders = createLoaders({ accounts: 'all' });
    const messageIds = events.flatMap(({ detail }) => (detail.kind === 'SessionMessageSent' ? [detail.messageId] : []));
    const [found, sent] = await Promise.all([
      sessions.findByIds('all', [...new Set(events.map(({ sessionId }) => sessionId))]),
      messageIds.length > 0 ? messages.findByIds('all', messageIds) : [],
    ]);
    const [complete, completeMessages] = await Promise.all([
      toSessionInfos(
        found.map((session) => ({ ...session, log: [] })),
        loaders,
      ),
      toMessageInfos(sent, loaders),
    ]);
    const sessionsById = new Map(complete.map((session) => [session.id, encoded('SessionInfo', session)]));
    const messagesById = new Map(completeMessages.map((message) => [message.id, encoded('MessageInfo', message)]));
    return events.map((event) => JSON.stringify(renderPayload(event, sessionsById, messagesById)));
  };
}

function renderPayload(
  { id, detail, accountId, sessionId, position, revision, index, date, userId, logMessage }: SessionEvent,
  sessions: ReadonlyMap<string, unknown>,
  messages: ReadonlyMap<string, unknown>,
): object {
  return {
    id,
    ...detail,
    date,
    accountId,
    sessionId,
    position,
    revision,
    index,
    userId,
    logMessage,
    session: sessions.get(sessionId),
    ...(detail.kind === 'SessionMessageSent' && { message: messages.get(detail.messageId) }),
  };
}
