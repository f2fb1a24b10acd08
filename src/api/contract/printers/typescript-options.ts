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

export type TypeScriptOptions = DtoOptions<keyof typeof typeScriptDefaults>;
