import type { DtoOptions } from './dto-options.ts';

/**
 * Options of `/types/typescript` with their defaults, in the order of the header.
 * AddResponseStatus is echoed and changes nothing.
 */
export const typeScriptDefaults = {
  GlobalNamespace: '',
  MakePropertiesOptional: 'False',
  AddServiceStackTypes: 'True',
  AddResponseStatus: 'False',
  AddImplicitVersion: '',
  AddDescriptionAsComments: 'True',
  IncludeTypes: '',
  ExcludeTypes: '',
  DefaultImports: '',
};

/** Options of `/types/typescript.d`: as of `/types/typescript`, with MakePropertiesOptional applied. */
export const typeScriptDefinitionDefaults = { ...typeScriptDefaults, MakePropertiesOptional: 'True' };

/**
 * Options of `/types/mjs` with their defaults, in the order of the header.
 * AddServiceStackTypes and DefaultImports are echoed and change nothing.
 */
export const mjsDefaults = {
  AddServiceStackTypes: 'True',
  AddDocAnnotations: 'True',
  AddDescriptionAsComments: 'True',
  IncludeTypes: '',
  ExcludeTypes: '',
  DefaultImports: '',
};

export type TypeScriptOptions = DtoOptions<keyof typeof typeScriptDefaults>;
export type MjsOptions = DtoOptions<keyof typeof mjsDefaults>;
