// Draws a profile of V8 as a flame graph: each box a function, as wide as the share of the time it was on the stack.

const width = 1_200;
const rowHeight = 16;
const narrowest = 1.5;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const colour = (name) => `hsl(${[...name].reduce((hash, sign) => (hash * 31 + sign.codePointAt(0)) % 50, 7)} 85% 65%)`;

/** @returns the profile as a tree of what is called by what, the same function called from the same place as one */
function treeOf({ nodes, samples, timeDeltas }) {
  const self = new Map();
  for (const [at, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + timeDeltas[at]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const grow = ({ id, callFrame: { functionName, url, lineNumber }, children = [] }) => {
    const file = url.split('/').at(-1);
    const grown = children.map((child) => grow(byId.get(child)));
    const time = grown.reduce((sum, child) => sum + child.time, self.get(id) ?? 0);
    return {
      name: `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`,
      time,
      children: grown,
    };
  };
  return grow(nodes[0]);
}

/** @returns an SVG; what is called lies below what calls it, and names show in full when pointed at */
export function flameGraph(profile, title) {
  const root = treeOf(profile);
  const boxes = [];
  let depth = 0;
  const draw = ({ name, time, children }, x, row) => {
    const wide = (time / root.time) * width;
    if (wide < narrowest) return;
    depth = Math.max(depth, row);
    const label = escaped(name);
    const share = `${((100 * time) / root.time).toFixed(1)} %`;
    const shown = escaped(name.slice(0, Math.floor(wide / 7)));
    const y = (row + 1) * rowHeight;
    boxes.push(
      `<g><title>${label} ${share}</title><rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${colour(name)}"/><text x="${(x + 2).toFixed(1)}" y="${y + 11}">${shown}</text></g>`,
    );
    let at = x;
    for (const child of children.toSorted((a, b) => b.time - a.time)) {
      draw(child, at, row + 1);
      at += (child.time / root.time) * width;
    }
  };
  draw(root, 0, 0);
  const height = (depth + 2) * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="11"><title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#fff"/><text x="2" y="12">${escaped(title)}</text>\n${boxes.join('\n')}\n</svg>\n`;
}
