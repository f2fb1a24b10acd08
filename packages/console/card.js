import { logOfSession } from './documents.js';
import { request } from './graphql.js';
import { indexOf } from './search.js';
import { durationSince, isolated, plain, write, writeLine, writeList } from './text.js';

const stateNames = { Ringing: 'Ringing', Connected: 'Connected', Hold: 'On hold', Passive: 'Passive' };
const maxLogEntries = 200;

/** Returns the name of the state of a session for people. */
export function stateOf({ callState }) {
  return stateNames[callState] ?? 'Ended';
}

/** Returns the title of a session, isolated for use in a sentence. */
export function titleOf(session) {
  const { from, to } = endsOf(session);
  return isolated(session.displayName || (session.direction === 'Incoming' ? from : to));
}

/** A session on the wallboard. */
export class Card {
  /** @type {any} */
  session;
  /** Searchable form of the shown texts. */
  index = indexOf([]);
  #item;
  #field;
  /** Revision of the session whose log is shown; 0: no log is shown. */
  #logRevision = 0;

  /** @param {HTMLTemplateElement} template */
  constructor(template) {
    this.#item = /** @type {any} */ (template.content.firstElementChild.cloneNode(true));
    const fields = [...this.#item.querySelectorAll('[data-field]')].map((field) => [field.dataset.field, field]);
    this.#field = Object.fromEntries(fields);
    this.#field.details.addEventListener('toggle', () => void this.#showLog());
  }

  get item() {
    return this.#item;
  }

  draw(session) {
    this.session = session;
    const field = this.#field;
    const { from, to } = endsOf(session);
    this.#item.dataset.state = session.callState;
    write(field.state, stateOf(session));
    field.queue.hidden = session.queueState === 'None';
    write(field.queue, session.queueState === 'Queued' ? 'In queue' : `Queue: ${session.queueState}`);
    writeLine(field.title, [{ user: session.displayName || (session.direction === 'Incoming' ? from : to) }]);
    writeLine(field.facts, factsOf(session, from, to));
    field.age.dateTime = sinceOf(session);
    field.age.title = `In this state since ${timeOf(sinceOf(session))}; created ${timeOf(session.dateCreated)}`;
    this.tick();
    const members = session.members.map(memberLine);
    writeList(field.members, members);
    this.index = indexOf([
      ...['state', 'queue', 'title', 'facts']
        .filter((name) => !field[name].hidden)
        .map((name) => field[name].textContent),
      ...[session.fromPhoneNumber, session.fromAddress, session.destination, session.toAddress].map(plain),
      ...session.members.flatMap(({ identity }, position) => [field.members.children[position].textContent, identity]),
    ]);
  }

  /** Shows the time in the current state. */
  tick() {
    write(this.#field.age, durationSince(sinceOf(this.session)));
  }

  /** Adds the log entries of events. */
  addToLog(events) {
    writeLine(this.#field.latest, [{ user: events[events.length - 1].logMessage }]);
    if (this.#logRevision === 0) return;
    for (const { date, logMessage, revision } of events) {
      // the events of one change share its log entry
      if (revision <= this.#logRevision) continue;
      this.#logRevision = revision;
      const entry = document.createElement('li');
      writeLine(entry, logLine({ date, message: logMessage }));
      this.#field.log.append(entry);
    }
    while (this.#field.log.children.length > maxLogEntries) this.#field.log.firstElementChild.remove();
  }

  async #showLog() {
    this.#logRevision = 0;
    if (!this.#field.details.open) return;
    try {
      const { session } = await request(logOfSession, { id: this.session.id });
      if (!session || !this.#field.details.open) return;
      // events arrived while the log was read
      if (session.revision < this.session.revision) return await this.#showLog();
      const { log } = session;
      const hidden = log.length - maxLogEntries;
      const earlier = hidden > 0 ? [[`${hidden} earlier entries are not shown.`]] : [];
      writeList(this.#field.log, [...earlier, ...log.slice(-maxLogEntries).map(logLine)]);
      writeLine(this.#field.latest, [{ user: log.length > 0 ? log[log.length - 1].message : 'No entries' }]);
      this.#logRevision = session.revision;
    } catch {
      writeList(this.#field.log, [['The log could not be read. Close and open it to try again.']]);
    }
  }
}

/** Sessions written by earlier versions have no date of their state. */
function sinceOf({ dateStateChanged, dateCreated }) {
  return dateStateChanged ?? dateCreated;
}

function timeOf(date) {
  return new Date(date).toLocaleTimeString();
}

function logLine({ date, message }) {
  return [`${timeOf(date)} `, { user: message }];
}

function factsOf({ channel, direction, customerName, accountName }, from, to) {
  const names = [customerName, accountName].filter(Boolean).flatMap((user) => [' · ', { user }]);
  return [`${channel} · ${direction} · `, { user: from }, ' → ', { user: to }, ...names];
}

function endsOf({ fromName, fromAddress, fromPhoneNumber, destination, toAddress, members }) {
  // The address of a user or team is an id, so the names of the members are shown instead.
  const address = /^(user|team):/.test(toAddress ?? '') ? members.slice(1).map(nameOf).join(', ') : toAddress;
  return { from: fromName || fromAddress || fromPhoneNumber || 'unknown', to: destination || address || 'unknown' };
}

function nameOf({ displayName, identity }) {
  return displayName || identity;
}

function memberLine(member) {
  const about = [member.role, member.callState].filter((text) => text !== 'None');
  if (member.muted) about.push('muted');
  return [{ user: nameOf(member) }, about.length > 0 ? ` (${about.join(', ')})` : ''];
}
