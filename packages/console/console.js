import { clear, maxShown, showAll, showChange, showCounts, shownCount } from './board.js';
import { signIn, signOut, whoAmI } from './documents.js';
import { request } from './graphql.js';
import { LiveSessions } from './live.js';
import { writeLine } from './text.js';

/** @returns {any} */
const byId = (id) => document.getElementById(id);
const form = byId('sign-in');

const states = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…', 'signed-out': 'Signed out' };

/** Number of missing sessions above which the board reads all sessions again. */
const maxMissing = 100;

/** @type {LiveSessions | null} */
let live = null;
/** Time of the last message of the server. */
let lastMessage = new Date();

function showState(state) {
  const asOf = state === 'reconnecting' ? ` Shown as of ${lastMessage.toLocaleTimeString()}.` : '';
  byId('status').dataset.state = state;
  byId('status').textContent = states[state] + asOf;
}

function onCounts(counts) {
  showCounts(counts);
  if (Math.min(counts.all, maxShown) - shownCount() > maxMissing) live?.reload();
}

function showForm(message = '') {
  live?.stop();
  live = null;
  clear();
  showState('signed-out');
  byId('who').textContent = '';
  byId('board').hidden = true;
  byId('sign-out').hidden = true;
  form.hidden = false;
  byId('sign-in-error').textContent = message;
  form.elements[form.elements.userName.value ? 'password' : 'userName'].focus();
}

function showBoard({ name }) {
  form.hidden = true;
  form.elements.password.value = '';
  byId('board').hidden = false;
  byId('sign-out').hidden = false;
  writeLine(byId('who'), [{ user: name }]);
  live?.stop();
  live = new LiveSessions(
    {
      onAll: showAll,
      onChange: showChange,
      onCounts,
      onMessage: () => {
        lastMessage = new Date();
      },
      onState: showState,
      onRefused: ({ code, message }) => {
        const lacksRole = 'Your account lacks the role User, which is required to see sessions.';
        showForm(
          code === 'UNAUTHENTICATED'
            ? 'Your sign-in has expired. Sign in again.'
            : code === 'FORBIDDEN'
              ? lacksRole
              : message,
        );
      },
    },
    maxShown,
  );
  void live.start();
}

async function begin() {
  try {
    const { me } = await request(whoAmI);
    if (me) showBoard(me);
    else showForm();
  } catch {
    showState('reconnecting');
    setTimeout(begin, 3_000);
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { userName, password, rememberMe } = form.elements;
  try {
    await request(signIn, { userName: userName.value, password: password.value, rememberMe: rememberMe.checked });
    await begin();
  } catch (error) {
    byId('sign-in-error').textContent = error.code ? error.message : 'The server cannot be reached. Try again.';
    password.select();
  }
});

byId('sign-out').addEventListener('click', async () => {
  await request(signOut).catch(() => {});
  showForm();
});

byId('loading').hidden = true;
void begin();
