import type { Decision, DecisionContext } from './change.ts';
import { patchableTexts, type SessionCommand } from './command.ts';
import {
  addConferenceMember,
  endWithLastCall,
  inviteMembers,
  notInSession,
  patchConferenceMember,
  removeMember,
  startConference,
} from './decide-members.ts';
import { SessionDraft } from './draft.ts';
import type { SessionHoldReasons } from './enums.ts';
import { outcomeOf, SessionOutcomes } from './outcomes.ts';
import type { SessionRecord } from './record.ts';
import { transferTo } from './transfer.ts';

/** Maximum log entries of a session: far more than a call needs, and well below the size limit of a document. */
const maxLogEntries = 10_000;

/** Decides the result of a command on a session. Pure: it performs no I/O, and equal input gives equal decisions. */
export function decideSessionChange(
  session: SessionRecord,
  command: SessionCommand,
  context: DecisionContext,
): Decision {
  const draft = new SessionDraft(session, context);
  const by = `by ${context.actor.name}`;
  switch (command.kind) {
    case 'patch':
      return patch(draft, command, by);
    case 'end':
      return command.callSid === null || command.callSid === session.callSid
        ? end(draft, by)
        : endCall(draft, command.callSid, by);
    case 'hold':
      return command.callSid === null || command.callSid === session.callSid
        ? hold(draft, command, by)
        : holdCall(draft, command, command.callSid, by);
    case 'resume':
      draft.requireCallState(['Hold', 'Connected'], 'resumed');
      draft.transitionCall('Connected');
      return draft.decide(`Resumed ${by}`);
    case 'redirect':
      return redirect(draft, command, by);
    case 'reject':
      draft.requireCallState(['Ringing'], 'rejected');
      draft.set('outcome', SessionOutcomes.Rejected);
      draft.transitionCall('Disconnected');
      return draft.decide(`Rejected ${by}`);
    case 'record':
      return record(draft, command.stop, by);
    case 'addLog':
      return note(draft, command.message);
    case 'sendMessage':
      return sendMessage(draft, command.messageId, by);
    case 'invite':
      return inviteMembers(draft, command, by);
    case 'removeMember':
      return removeMember(draft, command, by);
    case 'startConference':
      return startConference(draft, command.conferenceSid, by);
    case 'addConferenceMember':
      return addConferenceMember(draft, command, by);
    case 'patchConferenceMember':
      return patchConferenceMember(draft, command, by);
  }
}

/** Applies callState first and the other fields after it, so that explicit values override its side effects. */
function patch(
  draft: SessionDraft,
  { fields, joining }: Extract<SessionCommand, { kind: 'patch' }>,
  by: string,
): Decision {
  if (fields.callState) draft.transitionCall(fields.callState, { joining });
  if (fields.callState === 'Hold' && draft.changedFields.includes('callState')) {
    draft.set('heldByUserId', draft.context.actor.id);
  }
  if (fields.dialState) draft.transition('dialState', fields.dialState);
  if (fields.queueState) draft.transition('queueState', fields.queueState);
  if (fields.holdReason) draft.transition('holdReason', fields.holdReason);
  for (const name of patchableTexts) {
    const text = fields[name];
    // an ended session always has an outcome
    if (text !== undefined)
      draft.set(name, name === 'outcome' && draft.session.ended ? (text ?? outcomeOf(draft.session)) : text);
  }
  const { attributes } = fields;
  if (attributes && JSON.stringify(attributes) !== JSON.stringify(draft.session.attributes)) {
    draft.set('attributes', attributes);
  }
  // a newer server may have stored states that this one does not know
  if (states.some((name) => draft.changedFields.includes(name))) checkStates(draft);
  return draft.decide(`${summaryOf(draft)} ${by}`);
}

const states = ['callState', 'holdReason', 'dialState', 'queueState'] as const;

function checkStates(draft: SessionDraft): void {
  const { callState, holdReason, dialState, queueState, ended } = draft.session;
  if (holdReason !== 'None' && callState !== 'Hold') {
    draft.addConflict('holdReason', `holdReason ${holdReason} requires callState Hold, not ${callState}.`);
  }
  if (ended && dialState !== 'None') {
    draft.addConflict('dialState', `dialState ${dialState} is not allowed with callState ${callState}.`);
  }
  if (ended && queueState !== 'None' && queueState !== 'Disconnected') {
    draft.addConflict('queueState', `queueState ${queueState} is not allowed with callState ${callState}.`);
  }
}

function summaryOf(draft: SessionDraft): string {
  const { callState } = draft.session;
  const names = draft.changedFields.filter((name) => name !== 'callState' && !consequences.has(name));
  const parts = [...(draft.changedFields.includes('callState') ? [`callState ${callState}`] : []), ...names];
  return `Changed ${parts.join(', ')}`;
}

/** Fields that change as side effects of a call state; the log message omits them. */
const consequences = new Set([
  'ended',
  'dateCompleted',
  'dateConnected',
  'wasMissed',
  'members',
  'heldByUserId',
  'recording',
  'answeredByName',
  'answeredById',
]);

function end(draft: SessionDraft, by: string): Decision {
  const { ended, direction, dateConnected, outcome } = draft.session;
  if (ended) return { kind: 'unchanged' };
  const isCancelled = direction === 'Outgoing' && dateConnected === null && outcome === null;
  if (isCancelled) draft.set('outcome', SessionOutcomes.Cancelled);
  draft.transitionCall('Disconnected');
  return draft.decide(`Session ended ${by}`);
}

/** Ends the call of one member; the other calls continue. A conference ends with its last call. */
function endCall(draft: SessionDraft, callSid: string, by: string): Decision {
  const found = draft.session.members.find((member) => member.callSid === callSid);
  if (!found) return notInSession('call', 'callSid', callSid);
  draft.mapMembers((member) => (member === found ? draft.transitionMember(member, 'None') : member));
  const note = endWithLastCall(draft);
  return draft.decide(`Call of ${found.displayName ?? found.identity} ended ${by}${note}`);
}

type HoldCommand = Extract<SessionCommand, { kind: 'hold' }>;

function hold(draft: SessionDraft, { reason, holdQueueName }: HoldCommand, by: string): Decision {
  draft.transitionCall('Hold');
  draft.transition('holdReason', reason);
  draft.set('holdQueueName', holdQueueName);
  // a session that is already on hold keeps its first holder
  if (draft.changedFields.includes('callState')) draft.set('heldByUserId', draft.context.actor.id);
  return draft.decide(`Put on hold${noteOf(reason)} ${by}`);
}

/** Holds the call of one member; the other calls continue. Only the log has the reason. */
function holdCall(draft: SessionDraft, { reason }: HoldCommand, callSid: string, by: string): Decision {
  draft.requireOpen('held');
  const found = draft.session.members.find((member) => member.callSid === callSid);
  if (!found) return notInSession('call', 'callSid', callSid);
  draft.mapMembers((member) => (member === found ? draft.transitionMember(member, 'Hold') : member));
  return draft.decide(`Call of ${found.displayName ?? found.identity} put on hold${noteOf(reason)} ${by}`);
}

function noteOf(reason: SessionHoldReasons): string {
  return reason === 'None' ? '' : ` (${reason})`;
}

function redirect(
  draft: SessionDraft,
  { destination, callerId, targets }: Extract<SessionCommand, { kind: 'redirect' }>,
  by: string,
): Decision {
  draft.transitionCall('Ringing');
  transferTo(draft, targets);
  draft.set('destination', destination);
  // an incoming session keeps the number of its caller
  if (callerId !== null && draft.session.direction === 'Outgoing') draft.set('fromPhoneNumber', callerId);
  if (draft.session.channel === 'Voice') draft.transition('dialState', 'Active');
  // a redirected call leaves its queue
  if (draft.session.queueState !== 'Disconnected' && draft.session.queueState !== 'None')
    draft.transition('queueState', 'None');
  draft.set('ringQueueId', null);
  return draft.decide(`Redirected to ${destination}${callerId === null ? '' : ` from ${callerId}`} ${by}`);
}

function record(draft: SessionDraft, stop: boolean, by: string): Decision {
  draft.requireVoice('recorded');
  if (!stop) draft.requireCallState(['Connected', 'Hold', 'Passive'], 'recorded');
  draft.set('recording', !stop);
  return draft.decide(`Recording ${stop ? 'stopped' : 'started'} ${by}`);
}

/** Announces a message, once for each message id, so that a retry changes nothing. */
function sendMessage(draft: SessionDraft, messageId: string, by: string): Decision {
  if (draft.session.log.some((entry) => entry.messageId === messageId)) return { kind: 'unchanged' };
  draft.requireOpen('written to');
  const decision = note(draft, `Message sent ${by}`);
  return decision.kind === 'change' ? { kind: 'change', change: { ...decision.change, messageId } } : decision;
}

/** Adds a log entry and changes no field. */
function note(draft: SessionDraft, message: string): Decision {
  if (draft.session.log.length >= maxLogEntries) {
    draft.addConflict('log', `The log of this session is full: it has ${maxLogEntries} entries.`);
  }
  const decision = draft.decide(message);
  return decision.kind === 'refused' ? decision : { kind: 'change', change: { set: {}, message } };
}
