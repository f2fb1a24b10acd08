import type { FieldError } from '../../../common/errors/app-error.ts';
import type { Contract, DtoType, TypeRef } from '../../contract/model.ts';
import { typeName } from '../../contract/xml-names.ts';
import type { Codec } from './codec.ts';
import { batchOf, malformed } from './malformed.ts';
import { memoizePerContract } from './memoize-per-contract.ts';
import { bindXml, XmlBindingError } from './xml-bind.ts';
import { parseXml } from './xml-tree.ts';
import { makeXmlWriter, type XmlWriter } from './xml-writer.ts';

const MEDIA_TYPE = 'application/xml';

const writerOf = memoizePerContract((type, contract): XmlWriter => makeXmlWriter(type, contract));

/** The XML of .NET's DataContractSerializer. Unlike .NET, the decoder accepts members in any order. */
export const xml: Codec = {
  format: 'xml',
  mediaTypes: [MEDIA_TYPE, 'text/xml'],
  contentType: MEDIA_TYPE,
  encode: (value, type, contract) => `<?xml version="1.0" encoding="utf-8"?>${writerOf(type, contract)(value)}`,
  decode: (text, type, contract) =>
    read(text, { kind: 'dto', name: type.name, nullable: false }, type, contract) as Record<string, unknown>,
  decodeList: (text, type, contract) => {
    const item: TypeRef = { kind: 'dto', name: type.name, nullable: false };
    const items = read(text, { kind: 'list', of: item, nullable: false }, type, contract);
    return [...batchOf(MEDIA_TYPE, type, items as Record<string, unknown>[])];
  },
};

function read(text: string, ref: TypeRef, type: DtoType, contract: Contract): unknown {
  try {
    const root = parseXml(text.replace(/^\uFEFF/, ''));
    const { local, namespace } = typeName(ref, contract);
    if (root.name.local !== local || root.name.namespace !== namespace) {
      const found = `'Element' with name '${root.name.local}', namespace '${root.name.namespace}'`;
      throw new Error(`Expecting element '${local}' from namespace '${namespace}'.. Encountered ${found}.`);
    }
    if (root.nil) throw new Error(`The root element '${local}' is nil; a request cannot be null.`);
    return bindXml(root, ref, contract);
  } catch (error) {
    const errors: readonly FieldError[] = error instanceof XmlBindingError ? [error.issue] : [];
    throw malformed(MEDIA_TYPE, type, error instanceof Error ? error.message : String(error), errors);
  }
}
