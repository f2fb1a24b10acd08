// Draws time series as small charts below each other.
const width = 720;
const chart = { left: 60, top: 28, width: 640, height: 90, gap: 44 };
const ink = { line: '#0b62c4', text: '#1f2933', grid: '#d5dbe1' };

const rounded = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

function drawn(name, values, top) {
  const most = Math.max(...values, 1e-9);
  const x = (index) => (chart.left + (index / Math.max(1, values.length - 1)) * chart.width).toFixed(1);
  const y = (value) => (top + chart.height * (1 - value / most)).toFixed(1);
  const points = values.map((value, index) => `${x(index)},${y(value)}`).join(' ');
  const base = top + chart.height;
  return [
    `<text x="${chart.left}" y="${top - 8}" font-weight="600">${name}</text>`,
    `<text x="${chart.left - 6}" y="${top + 4}" text-anchor="end">${rounded(most)}</text>`,
    `<text x="${chart.left - 6}" y="${base + 4}" text-anchor="end">0</text>`,
    `<path d="M${chart.left} ${top}h${chart.width}M${chart.left} ${base}h${chart.width}" stroke="${ink.grid}"/>`,
    `<polyline points="${points}" fill="none" stroke="${ink.line}" stroke-width="1.5"/>`,
  ].join('\n');
}

/**
 * @param series numbers by name, of equal length
 * @returns an SVG document; every chart begins at 0
 */
export function charts(title, series, minutes) {
  const entries = Object.entries(series);
  const each = chart.height + chart.gap;
  const height = 48 + entries.length * each + 20;
  const parts = entries.map(([name, values], index) => drawn(name, values, 48 + chart.top + index * each));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${ink.text}" role="img" aria-label="${title}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${chart.left}" y="28" font-size="16" font-weight="600">${title}</text>`,
    ...parts,
    `<text x="${chart.left}" y="${height - 8}">0 min</text>`,
    `<text x="${chart.left + chart.width}" y="${height - 8}" text-anchor="end">${minutes} min</text>`,
    '</svg>',
    '',
  ].join('\n');
}
