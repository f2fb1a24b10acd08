import { SaxesParser } from 'saxes';

const api = 'http://schemas.datacontract.org/2004/07/Voice.Api';
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text) => String(text).replace(/[&<>]/g, (sign) => entities[sign]);
const dated = (value) => (value instanceof Date ? value.toISOString() : value);
const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const element = (name, value, attributes = '') =>
  value === undefined || value === null
    ? `<${name} i:nil="true" />`
    : `<${name}${attributes}>${escaped(dated(value))}</${name}>`;

const ofEntity = ['createdBy', 'dateCreated', 'dateLastModified', 'id', 'lastModifiedBy'];
const beforeBreadcrumb =
  'accountId accountName answeredById answeredByName callSid callState callbackNumber channel conferenceSid consoleData'.split(
    ' ',
  );
const beforeLog =
  'customerId customerName dateCompleted destination dialState direction displayName ended endpointId endpointName fromAddress fromName fromPhoneNumber heldByUserId holdQueueName holdReason'.split(
    ' ',
  );
const afterMembers =
  'mostRecentParticipantCallSid outcome queueMemberId queueState ringQueueId toAddress wasMissed'.split(' ');
const ofMember = 'avatarUrl callSid callState displayName endpointId identity isOriginalMember muted role'.split(' ');

const elements = (names, from) => names.map((name) => element(pascal(name), from[name])).join('');
const crumb = ({ id, name }) =>
  `<d2p1:CustomerBreadcrumb>${element('d2p1:Id', id)}${element('d2p1:Name', name)}</d2p1:CustomerBreadcrumb>`;
const logEntry = ({ date, message }) =>
  `<SessionLogInfo>${element('Date', date)}${element('Message', message)}</SessionLogInfo>`;
const member = (one) =>
  `<SessionMemberInfo><ApplicationData xmlns:d4p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays" />${elements(ofMember, one)}</SessionMemberInfo>`;

export function sessionXml(session) {
  const entity = ofEntity.map((name) => element(pascal(name), session[name], ` xmlns="${api}"`)).join('');
  return `<?xml version="1.0" encoding="utf-8"?><SessionInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${api}.Sessions">${entity}${elements(beforeBreadcrumb, session)}<CustomerBreadcrumb xmlns:d2p1="${api}.Customers">${session.customerBreadcrumb.map(crumb).join('')}</CustomerBreadcrumb>${elements(beforeLog, session)}<Log>${session.log.map(logEntry).join('')}</Log><Members>${session.members.map(member).join('')}</Members>${elements(afterMembers, session)}</SessionInfo>`;
}

/** Serializes a session as JSON; absent fields are omitted. */
export function sessionJson(session) {
  const { log, members } = session;
  return JSON.stringify({
    dialState: session.dialState,
    callState: session.callState,
    queueState: session.queueState,
    accountId: session.accountId,
    accountName: session.accountName,
    customerId: session.customerId,
    customerBreadcrumb: session.customerBreadcrumb,
    customerName: session.customerName,
    endpointId: session.endpointId,
    endpointName: session.endpointName,
    toAddress: session.toAddressGiven ?? session.toAddress,
    fromAddress: session.fromAddress,
    fromName: session.fromName,
    channel: session.channel,
    ended: session.ended,
    holdReason: session.holdReason,
    displayName: session.displayName,
    log: log.map(({ date, message }) => ({ date, message })),
    members: members.map((one) => ({
      identity: one.identity,
      endpointId: one.endpointId,
      displayName: one.displayName,
      isOriginalMember: one.isOriginalMember,
      applicationData: {},
      callState: one.callState,
      role: one.role,
      muted: one.muted,
    })),
    direction: session.direction,
    wasMissed: session.wasMissed,
    id: session.id,
    dateCreated: session.dateCreated,
    dateLastModified: session.dateLastModified,
    createdBy: session.createdBy,
    lastModifiedBy: session.lastModifiedBy,
  });
}

/** Parses the fields of a request, except lists. */
export function readNewSessionXml(text) {
  const input = {};
  const path = [];
  let value = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local }) => {
    path.push(local);
    value = '';
  });
  parser.on('text', (part) => (value += part));
  parser.on('closetag', ({ local }) => {
    if (path.length === 2) input[local[0].toLowerCase() + local.slice(1)] = value;
    path.pop();
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return input;
}
