import { playgroundTabs } from './tabs.ts';

/** Where the page's scripts and styles are served. */
export const assetsPath = '/graphql/playground';

const mark = (color: string, size: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="2.5" stroke-linecap="round"><path d="M3 10v4M7.5 6v12M12 3v18M16.5 7v10M21 10v4"/></svg>`;

const favicon = `data:image/svg+xml,${encodeURIComponent(mark('#d60590', 24))}`;

/** What GraphiQL starts with. */
const options = {
  endpoint: '/graphql',
  title: 'voice-sessions',
  logo: mark('currentColor', 22),
  defaultTabs: playgroundTabs,
  shouldPersistHeaders: false,
};

/**
 * Everything comes from this server and nothing may frame the page. Inline styles are allowed because the editor makes
 * style sheets as it runs; its icons and fonts are data URIs in the style sheet.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers the page must be sent with; the same URL also answers queries, hence Vary. */
export const pageHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
  Vary: 'Accept',
} as const;

/** The page a browser gets at `/graphql`: GraphiQL with tabs prepared. */
export function renderPlayground(): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>voice-sessions: GraphQL playground</title>
    <link rel="icon" href="${favicon}">
    <link rel="stylesheet" href="${assetsPath}/graphiql.css">
    <style>
      .notice { font: 16px system-ui, sans-serif; padding: 2rem; }
      .graphiql-container .graphiql-logo { white-space: nowrap; }
      /* the tabs' animation leaves an offset behind that a press takes away: the tab jumps, and the click is lost */
      .graphiql-container .graphiql-tab { transform: none !important; }
    </style>
    <script type="application/json" id="options">${inScript(options)}</script>
    <script defer src="${assetsPath}/graphiql.js"></script>
    <script defer src="${assetsPath}/start.js"></script>
  </head>
  <body class="no-focus-outline">
    <noscript><p class="notice">The playground needs JavaScript. Any GraphQL client can use this address too.</p></noscript>
    <div id="root"><p class="notice">Loading the playground…</p></div>
  </body>
</html>
`;
}

function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
