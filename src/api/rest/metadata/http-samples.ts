import type { Contract, OperationType, TypeRef } from '../../contract/model.ts';
import { sampleValue } from '../../contract/sample-value.ts';
import type { Format } from '../codecs/codec.ts';
import { codecs } from '../codecs/codecs.ts';
import { makeXmlWriter } from '../codecs/xml-writer.ts';

/** A request and its answer as they go over the wire, with placeholders, laid out for reading. */
export interface HttpSample {
  readonly request: string;
  readonly response: string;
}

/** What the metadata page of an operation shows for a format; the spaces at line ends are ServiceStack's. */
export function httpSample(contract: Contract, operation: OperationType, format: Format, host: string): HttpSample {
  const { verb, path } = operation.routes[0] ?? { verb: 'POST', path: '/' };
  const [mediaType] = codecs[format].mediaTypes;
  const start = [`${verb} ${path} HTTP/1.1 `, `Host: ${host} `, `Accept: ${mediaType}`];
  const entity = [`Content-Type: ${mediaType}`, 'Content-Length: length', ''];
  const request: TypeRef = { kind: 'dto', name: operation.request, nullable: false };
  const hasBody = verb !== 'GET' && verb !== 'DELETE';
  return {
    request: [...start, ...(hasBody ? [...entity, sampleBody(contract, request, format)] : [])].join('\n'),
    response: operation.response
      ? ['HTTP/1.1 200 OK', ...entity, sampleBody(contract, operation.response, format)].join('\n')
      : 'HTTP/1.1 204 No Content',
  };
}

/** A value of placeholders in a format, with line ends and indentation; its own codec reads it. */
export function sampleBody(contract: Contract, type: TypeRef, format: Format): string {
  const sample = sampleValue(type, contract);
  if (format === 'xml') return makeXmlWriter(type, contract, '  ')(sample);
  const text = codecs[format].encode(sample, type, contract);
  if (format === 'json') return JSON.stringify(JSON.parse(text), null, 2);
  return format === 'jsv' ? indentJsv(text) : text.trimEnd();
}

/** Only for text without quotes, which placeholders are. */
function indentJsv(text: string): string {
  let depth = 0;
  return text.replace(/[{[]|[}\]]|,/g, (mark) => {
    if (mark === ',') return `,\n${'\t'.repeat(depth)}`;
    if (mark === '{' || mark === '[') {
      depth++;
      return `${mark}\n${'\t'.repeat(depth)}`;
    }
    depth--;
    return `\n${'\t'.repeat(depth)}${mark}`;
  });
}
