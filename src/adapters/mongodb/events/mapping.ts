import type { Types } from 'mongoose';
import { eventIdOf, type SessionEvent, toKnownEvent } from '../../../domain/events/session-event.ts';
import type { OutboxEntry } from '../../../domain/sessions/outbox.ts';
import type { EventAttributes, PendingEvent } from '../../../domain/sessions/pending-event.ts';
import { toHex, toObjectId } from '../client/object-ids.ts';

interface EventAttributesDocument extends Omit<EventAttributes, 'customerId' | 'endpointId'> {
  readonly customerId?: Types.ObjectId;
  readonly endpointId?: Types.ObjectId;
}

/** An event in the outbox of its session. */
export interface PendingEventDocument extends Omit<PendingEvent, 'userId' | 'attributes'> {
  readonly userId: Types.ObjectId;
  readonly facts: EventAttributesDocument;
}

/** An event in the stream. */
export interface EventDocument extends PendingEventDocument {
  /** Names the session and the change, so that a second copy of an event cannot be inserted. */
  readonly _id: string;
  readonly sessionId: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly sequence: number;
  readonly position: number;
  readonly dateRecorded: Date;
}

/** The outbox fields of a session document. `outbox` is absent when all events are relayed. */
export interface OutboxDocument {
  readonly _id: Types.ObjectId;
  readonly accountId: Types.ObjectId;
  readonly revision: number;
  readonly outbox?: readonly PendingEventDocument[];
}

export function pendingEventDocument({ userId, attributes, ...rest }: PendingEvent): PendingEventDocument {
  const { customerId, endpointId, ...plain } = attributes;
  return {
    ...rest,
    userId: toObjectId(userId),
    facts: {
      ...plain,
      ...(customerId && { customerId: toObjectId(customerId) }),
      ...(endpointId && { endpointId: toObjectId(endpointId) }),
    },
  };
}

export function parseOutbox({ _id, accountId, revision, outbox = [] }: OutboxDocument): OutboxEntry {
  return {
    sessionId: _id.toHexString(),
    accountId: accountId.toHexString(),
    revision,
    events: outbox.map(parsePendingEvent),
  };
}

function parsePendingEvent(found: PendingEventDocument): PendingEvent {
  const { revision, index, date, userId, logMessage, facts, detail } = found;
  return {
    revision,
    index,
    date,
    userId: userId.toHexString(),
    logMessage,
    attributes: {
      channel: facts.channel,
      customerId: toHex(facts.customerId),
      endpointId: toHex(facts.endpointId),
      identities: facts.identities,
    },
    detail,
  };
}

export function eventDocument(event: SessionEvent): EventDocument {
  const { id, sessionId, accountId, sequence, position, dateRecorded, unknownKind: _, ...pending } = event;
  return {
    _id: id,
    sequence,
    position,
    dateRecorded,
    sessionId: toObjectId(sessionId),
    accountId: toObjectId(accountId),
    ...pendingEventDocument(pending),
  };
}

export function parseEvent(found: EventDocument): SessionEvent {
  const { sequence, position, dateRecorded } = found;
  const sessionId = found.sessionId.toHexString();
  return toKnownEvent({
    ...parsePendingEvent(found),
    id: eventIdOf(sessionId, found),
    sessionId,
    accountId: found.accountId.toHexString(),
    sequence,
    position,
    dateRecorded,
  });
}
