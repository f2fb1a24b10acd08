import { clear, showAll, showChange } from './board.js';
import { signIn, signOut, whoAmI } from './documents.js';
import { request } from './graphql.js';
import { LiveSessions } from './live.js';

/** @returns {any} */
const byId = (id) => document.getElementById(id);
const form = byId('sign-in');

const states = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…', 'signed-out': 'Signed out' };

/** @type {LiveSessions | null} */
let live = null;

function showState(state) {
  byId('status').dataset.state = state;
  byId('status').textContent = states[state];
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
  byId('who').textContent = name;
  live?.stop();
  live = new LiveSessions({
    onAll: showAll,
    onChange: showChange,
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
  });
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

void begin();
