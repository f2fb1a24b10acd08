import { readdir, readFile } from 'node:fs/promises';

const folder = new URL('../../../docs/', import.meta.url);

/** A page of the documentation, as Markdown. */
export interface DocumentationPage {
  /** URL path. */
  readonly address: string;
  readonly title: string;
  /** The first sentence of the page. */
  readonly description: string;
  readonly text: string;
}

/** Reads the pages in `docs/`; none if the server is installed without them. */
export async function readDocumentation(): Promise<DocumentationPage[]> {
  const names = await readdir(folder).catch(() => []);
  const pages = names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return Promise.all(pages.map(async (name) => documentationPage(name, await readFile(new URL(name, folder), 'utf8'))));
}

function documentationPage(name: string, text: string): DocumentationPage {
  const [, title = name] = /^# (.+)$/m.exec(text) ?? [];
  const [, paragraph = ''] = /^# .+\n\n([^#|\n](?:[^\n]+\n)+)/m.exec(text) ?? [];
  return { address: `/docs/${name}`, title, description: firstSentence(paragraph), text };
}

/** Returns the first sentence of a paragraph of Markdown as plain text. */
function firstSentence(paragraph: string): string {
  const plain = paragraph
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.replace(/^(.+?[.:])(?: .*|$)/, '$1').replace(/:$/, '.');
}
