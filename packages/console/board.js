import { Card, stateOf, titleOf } from './card.js';
import { matcher } from './search.js';
import { write } from './text.js';
import { throttle } from './throttle.js';

/** @returns {any} */
const byId = (id) => document.getElementById(id);
const list = byId('sessions');
const search = byId('search');

/** Maximum number of sessions shown, the newest ones; nobody can follow more on one screen. */
export const maxShown = 1_000;
const endedShownMs = 2_000;
/** Interval at which changes are drawn, so that many events cause one layout of the page. */
const drawIntervalMs = 200;

/** @type {Map<string, Card>} */
const shown = new Map();
/** Events that are not drawn yet, by the id of their session. @type {Map<string, any[]>} */
const pending = new Map();
let isWanted = matcher('');
/** Null until the server has counted. @type {Record<string, number> | null} */
let counts = null;

/**
 * Shows exactly these sessions.
 * @param {any[]} sessions the newest first
 */
export function showAll(sessions) {
  pending.clear();
  const kept = new Set(sessions.map(({ id }) => id));
  for (const id of [...shown.keys()]) if (!kept.has(id)) remove(id);
  for (const session of sessions) put(session);
  byId('empty').hidden = shown.size > 0;
}

/**
 * Shows the state of a session after an event, within a moment.
 * @param {{ sessionId: string, session: any }} event `session` is null if it was deleted
 */
export function showChange(event) {
  const events = pending.get(event.sessionId) ?? [];
  events.push(event);
  pending.set(event.sessionId, events);
  void drawPending();
}

/**
 * Shows the totals, which the server counts.
 * @param {Record<string, number>} found numbers of all active sessions, of queued ones and of each call state
 */
export function showCounts(found) {
  counts = found;
  showTotals();
}

/** Returns the number of sessions on the board. */
export function shownCount() {
  return shown.size;
}

export function clear() {
  showAll([]);
  counts = null;
  showTotals();
  search.value = '';
  isWanted = matcher('');
}

const drawPending = throttle(() => {
  const changes = [...pending];
  pending.clear();
  for (const [id, events] of changes) drawChange(id, events);
  byId('empty').hidden = shown.size > 0;
  showTotals();
}, drawIntervalMs);

function drawChange(id, events) {
  const { session } = events[events.length - 1];
  const before = shown.get(id)?.session;
  // A late response must not restore an older revision.
  if (before && session && session.revision < before.revision) return;
  const isActive = session && !session.ended;
  count(before, -1);
  if (isActive) count(session, 1);
  if (isActive) put(session);
  else if (before) leave(id, session);
  if (session) shown.get(id)?.addToLog(events);
  if (!before && isActive) announce(`New: ${titleOf(session)}`);
  if (before && session && session.callState !== before.callState) announce(`${titleOf(session)}: ${stateOf(session)}`);
}

/** Keeps the totals current until the server counts again. */
function count(session, change) {
  if (!counts || !session) return;
  counts.all += change;
  counts[session.callState] += change;
  if (session.queueState === 'Queued') counts.queued += change;
}

function showTotals() {
  for (const total of byId('totals').children) {
    write(total.querySelector('dd'), String(counts?.[total.dataset.state] ?? '–'));
  }
  const all = counts?.all ?? 0;
  byId('beyond').hidden = all <= maxShown;
  write(byId('beyond'), `The newest ${maxShown} of ${all} active sessions are shown below.`);
}

function put(session) {
  const known = shown.get(session.id);
  const card = known ?? new Card(byId('session'));
  draw(card, session);
  if (known) return;
  list.insertBefore(card.item, placeOf(session));
  shown.set(session.id, card);
  if (shown.size > maxShown) remove(list.lastElementChild.dataset.id);
}

function draw(card, session) {
  card.draw(session);
  card.item.dataset.id = session.id;
  card.item.dataset.created = session.dateCreated;
  card.item.hidden = !isWanted(card.index);
}

/** The newest sessions come first. Items never move afterwards, so that a user does not click the wrong one. */
function placeOf({ dateCreated }) {
  const last = list.lastElementChild;
  if (!last || last.dataset.created >= dateCreated) return null;
  for (const item of list.children) if (item.dataset.created < dateCreated) return item;
  return null;
}

/** Keeps an ended session visible for a moment before it is removed. */
function leave(id, session) {
  const card = shown.get(id);
  if (session) draw(card, session);
  shown.delete(id);
  card.item.classList.add('over');
  setTimeout(() => removeItem(card.item), endedShownMs);
}

function remove(id) {
  const card = shown.get(id);
  shown.delete(id);
  if (card) removeItem(card.item);
}

function removeItem(item) {
  const next = item.contains(document.activeElement) && (item.nextElementSibling ?? item.previousElementSibling);
  item.remove();
  // If the removed item had the focus, its neighbour gets it.
  if (next) next.querySelector('summary').focus();
}

function announce(text) {
  byId('news').textContent = text;
}

search.addEventListener('input', () => {
  isWanted = matcher(search.value);
  for (const card of shown.values()) card.item.hidden = !isWanted(card.index);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement || byId('board').hidden) return;
  event.preventDefault();
  search.focus();
});
setInterval(() => {
  for (const card of shown.values()) card.tick();
}, 1_000);
