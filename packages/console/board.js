/** @returns {any} */
const byId = (id) => document.getElementById(id);
const list = byId('sessions');
const template = byId('session');
const search = byId('search');

const stateNames = { Ringing: 'Ringing', Connected: 'Connected', Hold: 'On hold', Passive: 'Passive' };
const endedShownMs = 2_000;

/** @type {Map<string, { session: any, item: HTMLElement }>} */
const shown = new Map();

/**
 * Shows exactly these sessions.
 * @param {any[]} sessions the newest first
 */
export function showAll(sessions) {
  const kept = new Set(sessions.map(({ id }) => id));
  for (const id of [...shown.keys()]) if (!kept.has(id)) remove(id);
  for (const session of sessions) put(session);
  summarise();
}

/**
 * Shows the current state of a session.
 * @param {any} session null if it was deleted
 */
export function showChange(id, session) {
  const before = shown.get(id)?.session;
  // A late response must not restore an older revision.
  if (before && session && session.revision < before.revision) return;
  if (session && !session.ended) put(session);
  else if (before) leave(id, session);
  if (!before && session && !session.ended) announce(`New: ${titleOf(session)}`);
  if (before && session && session.callState !== before.callState) {
    announce(`${titleOf(session)}: ${stateNames[session.callState] ?? 'ended'}`);
  }
  summarise();
}

export function clear() {
  showAll([]);
  search.value = '';
}

function put(session) {
  const known = shown.get(session.id);
  const item = known?.item ?? template.content.firstElementChild.cloneNode(true);
  shown.set(session.id, { session, item });
  draw(item, session);
  if (!known) list.insertBefore(item, placeOf(session));
}

/** The newest sessions come first. Items never move afterwards, so that a user does not click the wrong one. */
function placeOf({ dateCreated }) {
  for (const { session, item } of shown.values()) {
    if (item.parentNode && session.dateCreated < dateCreated && !hasNewerBefore(item, dateCreated)) return item;
  }
  return null;
}

function hasNewerBefore(item, dateCreated) {
  /** @type {any} */
  const previous = item.previousElementSibling;
  return previous !== null && previous.dataset.created < dateCreated;
}

function draw(item, session) {
  const field = (name) => item.querySelector(`[data-field="${name}"]`);
  item.dataset.state = session.callState;
  item.dataset.created = session.dateCreated;
  write(field('state'), stateNames[session.callState] ?? 'Ended');
  write(field('title'), titleOf(session));
  write(field('facts'), factsOf(session));
  const age = field('age');
  age.dateTime = session.dateCreated;
  write(age, ageOf(session.dateCreated));
  write(field('latest'), session.log.at(-1)?.message ?? 'No entries');
  fill(field('members'), session.members.map(memberText));
  fill(
    field('log'),
    session.log.map(({ date, message }) => `${new Date(date).toLocaleTimeString()} ${message}`),
  );
  item.hidden = !isWanted(session);
}

/** Keeps an ended session visible for a moment before it is removed. */
function leave(id, session) {
  const { item } = shown.get(id);
  if (session) draw(item, session);
  shown.delete(id);
  item.classList.add('over');
  setTimeout(() => remove(id, item), endedShownMs);
}

function remove(id, item = shown.get(id)?.item) {
  if (shown.get(id)?.item === item) shown.delete(id);
  const next = item.contains(document.activeElement) && (item.nextElementSibling ?? item.previousElementSibling);
  item.remove();
  // If the removed item had the focus, its neighbour gets it.
  if (next) next.querySelector('summary').focus();
}

function summarise() {
  const counts = Object.groupBy([...shown.values()], ({ session }) => session.callState);
  for (const total of byId('totals').children) {
    write(total.querySelector('dd'), String(counts[total.dataset.state]?.length ?? 0));
  }
  byId('empty').hidden = shown.size > 0;
}

function titleOf(session) {
  const { from, to } = endsOf(session);
  return session.displayName || (session.direction === 'Incoming' ? from : to);
}

function factsOf(session) {
  const { channel, direction, customerName, accountName, queueState } = session;
  const { from, to } = endsOf(session);
  const queue = queueState === 'None' ? null : `queue: ${queueState}`;
  return [channel, direction, `${from} → ${to}`, customerName, accountName, queue].filter(Boolean).join(' · ');
}

function endsOf({ fromName, fromAddress, destination, toAddress, members }) {
  // The address of a user or team is an id, so the names of the members are shown instead.
  const address = /^(user|team):/.test(toAddress ?? '') ? members.slice(1).map(nameOf).join(', ') : toAddress;
  return { from: fromName || fromAddress || 'unknown', to: destination || address || 'unknown' };
}

function nameOf({ displayName, identity }) {
  return displayName || identity;
}

function memberText(member) {
  const about = [member.role, member.callState].filter((text) => text !== 'None');
  if (member.muted) about.push('muted');
  return `${nameOf(member)}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
}

function ageOf(dateCreated) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(dateCreated)) / 1_000));
  const two = (number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}

function isWanted(session) {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [titleOf(session), factsOf(session), ...session.members.map(memberText)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Writes only changed text, so that screen readers and selections are not disturbed. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function fill(element, texts) {
  while (element.children.length > texts.length) element.lastElementChild.remove();
  while (element.children.length < texts.length) element.append(document.createElement('li'));
  for (const [index, text] of texts.entries()) write(element.children[index], text);
}

function announce(text) {
  byId('news').textContent = text;
}

search.addEventListener('input', () => {
  for (const { session, item } of shown.values()) item.hidden = !isWanted(session);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement || byId('board').hidden) return;
  event.preventDefault();
  search.focus();
});
setInterval(() => {
  for (const { session, item } of shown.values()) write(item.querySelector('time'), ageOf(session.dateCreated));
}, 1_000);
