import { SaxesParser } from 'saxes';
import { INSTANCE_NAMESPACE, type XmlName } from '../../contract/xml-names.ts';
import { MAX_DEPTH } from './body-shape.ts';

export interface XmlElement {
  readonly name: XmlName;
  readonly nil: boolean;
  readonly children: XmlElement[];
  text: string;
}

const MAX_BYTES = 256 * 1024;

/**
 * Reads a whole document; throws an Error that says what is wrong with it. There are no DTDs and so no entities to
 * expand. Kinder than XML 1.0 in one point: a reference to a control character is read, for .NET writes them.
 */
export function parseXml(text: string): XmlElement {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new Error(`The document is larger than ${MAX_BYTES} bytes.`);
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.ENTITIES = predefined;
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') throw new Error(`Version number '${version}' is invalid.`);
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw new Error(`The expected encoding 'utf-8' does not match the actual encoding '${encoding}'.`);
    }
  });
  parser.on('doctype', () => {
    throw new Error('For security reasons DTD is prohibited in this XML document.');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) throw new Error(`The document is deeper than ${MAX_DEPTH} elements.`);
    const nil = Object.values(tag.attributes).some(
      ({ local, uri, value }) => uri === INSTANCE_NAMESPACE && local === 'nil' && /^\s*(true|1)\s*$/.test(value),
    );
    const element = { name: { local: tag.local, namespace: tag.uri }, nil, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(nameControlReferences(text)).close();
  if (!root) throw new Error('Root element is missing.');
  return root;
}

/** Without a prototype, whose names would be entities too. No document can add to it: there are no DTDs. */
const predefined: Record<string, string> = Object.assign(Object.create(null), {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ...Object.fromEntries(Array.from({ length: 32 }, (_, code) => [`control-${code}`, String.fromCharCode(code)])),
  'control-65534': '\uFFFE',
  'control-65535': '\uFFFF',
});

/** saxes refuses `&#x1;` but lets us name entities of our own; in CDATA the same letters are text. */
function nameControlReferences(text: string): string {
  if (!text.includes('&#')) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const cdata = text.indexOf('<![CDATA[', at);
    const end = cdata === -1 ? -1 : text.indexOf(']]>', cdata);
    const markup = end === -1 ? text.slice(at) : text.slice(at, cdata);
    result += markup.replace(/&#(?:x([0-9a-f]{1,8})|(\d{1,10}));/gi, (whole, hex, decimal) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return `control-${code}` in predefined ? `&control-${code};` : whole;
    });
    if (end === -1) break;
    result += text.slice(cdata, end);
    at = end;
  }
  return result;
}
