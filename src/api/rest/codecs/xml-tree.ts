import { SaxesParser } from 'saxes';
import { INSTANCE_NAMESPACE, type XmlName } from '../../contract/xml-names.ts';
import { checkValues, MAX_DEPTH } from '../../http/body-shape.ts';

export interface XmlElement {
  readonly name: XmlName;
  readonly nil: boolean;
  readonly children: XmlElement[];
  text: string;
}

const MAX_BYTES = 256 * 1024;
/** Upper bound on the attributes of an element. .NET writes two at most, and each takes as long as an element. */
const MAX_ATTRIBUTES = 32;
/** Matches a tag with more attributes. An event handler of the parser for attributes would make it a quarter slower. */
const tooManyAttributes = new RegExp(`<[A-Za-z_:][^<>=]*(?:=[^<>=]*){${MAX_ATTRIBUTES + 1}}`);

/**
 * Parses a document. DTDs are rejected, so there are no entities to expand. Unlike XML 1.0, references to control
 * characters are allowed, because .NET writes them.
 *
 * @throws Error with the reason when the document is malformed, too large, nested too deeply or has too many elements
 */
export function parseXml(text: string): XmlElement {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new Error(`The document is larger than ${MAX_BYTES} bytes.`);
  if (tooManyAttributes.test(text)) throw new Error(`An element has more than ${MAX_ATTRIBUTES} attributes.`);
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
  let elements = 0;
  parser.on('opentag', (tag) => {
    checkValues(++elements);
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

/** The entities of all documents. It has no prototype, whose property names would be entities too. */
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

/**
 * Replaces references to control characters, such as `&#x1;`, by the entities above: saxes rejects the references but
 * allows custom entities. CDATA sections are left unchanged, because references in them are text.
 */
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
