import { declaredOnce } from '../generic-types.ts';
import type { Contract } from '../model.ts';
import { type HeaderFacts, printHeader, readDtoOptions } from './dto-options.ts';
import { MjsTypes } from './mjs-types.ts';
import { selectTypes } from './select-types.ts';
import { dependenciesFirst } from './typescript.ts';
import { mjsDefaults } from './typescript-options.ts';

/**
 * Prints the body of `/types/mjs`: a JavaScript module of the DTOs, with their types in JSDoc.
 * @param facts null for `?WithoutOptions`
 */
export function printMjs(
  contract: Contract,
  query: Iterable<readonly [string, string]>,
  facts: HeaderFacts | null,
): string {
  const options = readDtoOptions(mjsDefaults, query);
  const header = facts ? `${printHeader(options, facts)}\n` : '';
  const { types } = selectTypes(contract, options.list('IncludeTypes'), options.list('ExcludeTypes'));
  const printer = new MjsTypes(contract, options);
  const lines = declaredOnce(dependenciesFirst(contract, types)).flatMap((type) => printer.lines(type));
  return `${header}${['"use strict";', ...lines].join('\n')}\n`;
}

/** Prints the DTOs of one operation for its metadata page. */
export function printMjsOfOperation(contract: Contract, request: string): string {
  return printMjs(contract, [['IncludeTypes', `${request}.*`]], null).trim();
}
