const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** An answer for whoever looks at it in a browser. @param json one JSON text */
export function htmlPage(title: string, json: string): string {
  const readable = JSON.stringify(JSON.parse(json), null, 2).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color-scheme:light dark}
pre{overflow:auto;padding:1rem;border:1px solid #8884;border-radius:.5rem}</style></head>
<body><h1>${title}</h1><pre>${readable}</pre>
<p>To override the Content-type in your clients, use the HTTP <b>Accept</b> Header, append the <b>.xml</b> suffix or <b>?format=xml</b></p></body>
</html>
`;
}
