import {
  addConferenceMember,
  inviteMembers,
  notInSession,
  patchConferenceMember,
  removeMember,
  startConference,
} from './decide-members.ts';
import type { Circumstances, Decision } from './session-change.ts';
import { type PatchFields, patchableTexts, type SessionCommand } from './session-command.ts';
import { SessionEdit } from './session-edit.ts';
import type { SessionRecord } from './session-record.ts';

/** Far more than a call has, and well within what a document holds. */
const maxLogEntries = 10_000;

/** What a command comes to for a session. Pure: the same session, command and circumstances always end in the same. */
export function decideSessionChange(
  session: SessionRecord,
  command: SessionCommand,
  circumstances: Circumstances,
): Decision {
  const edit = new SessionEdit(session, circumstances);
  const by = `by ${circumstances.actor.name}`;
  switch (command.kind) {
    case 'patch':
      return patch(edit, command.fields, by);
    case 'end':
      return command.callSid === null || command.callSid === session.callSid
        ? end(edit, by)
        : endCall(edit, command.callSid, by);
    case 'hold':
      return hold(edit, command, by);
    case 'resume':
      edit.requireCallState(['Hold', 'Connected'], 'resumed');
      edit.moveCall('Connected');
      return edit.decide(`Resumed ${by}`);
    case 'redirect':
      return redirect(edit, command.destination, by);
    case 'reject':
      edit.requireCallState(['Ringing'], 'rejected');
      edit.put('outcome', 'Rejected');
      edit.moveCall('Disconnected');
      return edit.decide(`Rejected ${by}`);
    case 'record':
      return record(edit, command.stop, by);
    case 'addLog':
      return note(edit, command.message);
    case 'sendMessage':
      return sendMessage(edit, command.messageId, by);
    case 'invite':
      return inviteMembers(edit, command.members, by);
    case 'removeMember':
      return removeMember(edit, command.memberId, by);
    case 'startConference':
      return startConference(edit, command.conferenceSid, by);
    case 'addConferenceMember':
      return addConferenceMember(edit, command.member, by);
    case 'patchConferenceMember':
      return patchConferenceMember(edit, command, by);
  }
}

/** States first: what they bring with them gives way to what is asked for by name. */
function patch(edit: SessionEdit, fields: PatchFields, by: string): Decision {
  if (fields.callState) edit.moveCall(fields.callState);
  if (fields.callState === 'Hold' && edit.changedFields.includes('callState')) {
    edit.put('heldByUserId', edit.circumstances.actor.id);
  }
  if (fields.dialState) edit.move('dialState', fields.dialState);
  if (fields.queueState) edit.move('queueState', fields.queueState);
  if (fields.holdReason) edit.move('holdReason', fields.holdReason);
  for (const name of patchableTexts) {
    const text = fields[name];
    // an ended session always has an outcome
    if (text !== undefined) edit.put(name, name === 'outcome' && edit.session.ended ? (text ?? 'Completed') : text);
  }
  const { callState, holdReason, dialState, queueState, ended } = edit.session;
  if (holdReason !== 'None' && callState !== 'Hold') {
    edit.refuse('holdReason', `holdReason ${holdReason} goes with callState Hold, not with ${callState}.`);
  }
  if (ended && dialState !== 'None') {
    edit.refuse('dialState', `dialState ${dialState} does not go with callState ${callState}.`);
  }
  if (ended && queueState !== 'None' && queueState !== 'Disconnected') {
    edit.refuse('queueState', `queueState ${queueState} does not go with callState ${callState}.`);
  }
  return edit.decide(`${summaryOf(edit)} ${by}`);
}

function summaryOf(edit: SessionEdit): string {
  const { callState } = edit.session;
  const names = edit.changedFields.filter((name) => name !== 'callState' && !consequences.has(name));
  const parts = [...(edit.changedFields.includes('callState') ? [`callState ${callState}`] : []), ...names];
  return `Changed ${parts.join(', ')}`;
}

/** What follows from a call state and need not be said in the log besides it. */
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

function end(edit: SessionEdit, by: string): Decision {
  if (edit.session.ended) return { kind: 'unchanged' };
  edit.moveCall('Disconnected');
  return edit.decide(`Session ended ${by}`);
}

/** The call of one member: the others go on. */
function endCall(edit: SessionEdit, callSid: string, by: string): Decision {
  const found = edit.session.members.find((member) => member.callSid === callSid);
  if (!found) return notInSession('call', 'callSid', callSid);
  edit.eachMember((member) => (member === found ? edit.moveMember(member, 'None') : member));
  return edit.decide(`Call of ${found.displayName ?? found.identity} ended ${by}`);
}

function hold(
  edit: SessionEdit,
  { holdReason, holdQueueName }: Extract<SessionCommand, { kind: 'hold' }>,
  by: string,
): Decision {
  edit.moveCall('Hold');
  edit.move('holdReason', holdReason);
  edit.put('holdQueueName', holdQueueName);
  // who put it there first stays the holder
  if (edit.changedFields.includes('callState')) edit.put('heldByUserId', edit.circumstances.actor.id);
  return edit.decide(holdReason === 'None' ? `Put on hold ${by}` : `Put on hold (${holdReason}) ${by}`);
}

function redirect(edit: SessionEdit, destination: string, by: string): Decision {
  edit.moveCall('Ringing');
  edit.put('destination', destination);
  if (edit.session.channel === 'Voice') edit.move('dialState', 'Active');
  // who waits in a queue no longer does
  if (edit.session.queueState !== 'Disconnected' && edit.session.queueState !== 'None') edit.move('queueState', 'None');
  edit.put('ringQueueId', null);
  return edit.decide(`Redirected to ${destination} ${by}`);
}

function record(edit: SessionEdit, stop: boolean, by: string): Decision {
  edit.requireVoice('recorded');
  if (!stop) edit.requireCallState(['Connected', 'Hold', 'Passive'], 'recorded');
  edit.put('recording', !stop);
  return edit.decide(`Recording ${stop ? 'stopped' : 'started'} ${by}`);
}

/** Once for each message: whoever does it again, not knowing how it went the first time, changes nothing. */
function sendMessage(edit: SessionEdit, messageId: string, by: string): Decision {
  if (edit.session.log.some((entry) => entry.messageId === messageId)) return { kind: 'unchanged' };
  edit.requireOpen('written to');
  const decision = note(edit, `Message sent ${by}`);
  return decision.kind === 'change' ? { kind: 'change', change: { ...decision.change, messageId } } : decision;
}

/** A change of the log alone. */
function note(edit: SessionEdit, message: string): Decision {
  if (edit.session.log.length >= maxLogEntries) {
    edit.refuse('log', `The log of this session is full: it has ${maxLogEntries} entries.`);
  }
  const decision = edit.decide(message);
  return decision.kind === 'refused' ? decision : { kind: 'change', change: { set: {}, message } };
}
