/** Characters that override or embed the direction of text: in a name they could disguise an address. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;

/** Returns text of a user without characters that change the order of the text on the screen. */
export function plain(text) {
  return String(text ?? '').replace(directionControls, '');
}

/** Isolates text of a user within a sentence, so that a right-to-left name does not reorder the rest. */
export function isolated(text) {
  return `\u2068${plain(text)}\u2069`;
}

/** Writes only changed text, so that screen readers and selections are not disturbed. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Writes a line of fixed words and texts of users.
 * @param {Element} element
 * @param {(string | { user: string })[]} parts a text of a user becomes a `<bdi>` element
 */
export function writeLine(element, parts) {
  const texts = parts.map((part) => (typeof part === 'string' ? part : plain(part.user)));
  if (element.textContent === texts.join('')) return;
  element.replaceChildren(
    ...parts.map((part, index) => {
      if (typeof part === 'string') return part;
      const isolate = document.createElement('bdi');
      isolate.textContent = texts[index];
      return isolate;
    }),
  );
}

/**
 * Makes a list have one item for each line.
 * @param {Element} list
 * @param {(string | { user: string })[][]} lines
 */
export function writeList(list, lines) {
  while (list.children.length > lines.length) list.lastElementChild.remove();
  while (list.children.length < lines.length) list.append(document.createElement('li'));
  for (const [index, line] of lines.entries()) writeLine(list.children[index], line);
}

/** Formats a duration as `mm:ss` or `h:mm:ss`. */
export function durationSince(date) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(date)) / 1_000));
  const two = (number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}
